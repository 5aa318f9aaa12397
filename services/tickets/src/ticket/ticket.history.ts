import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { CLOCK_BREACHED, CLOCK_WARNED, TICKET_REPORTED, TICKET_STEP_EVENTS } from '@zhishou/messages/events';
import { groupLoader } from '@zhishou/platform/graphql/loader';
import { DataSource, In } from 'typeorm';
import { Escalation } from '../escalation/escalation.entity.js';
import type { Ticket } from './ticket.entity.js';
import type { Callback, RecoveryTest, RepairReport, TicketEvent } from './ticket.types.js';
import { Transition } from './transition.entity.js';

/** What is on file about a ticket, read from its recorded steps; one query for all tickets of a list. */
@Injectable()
export class TicketHistory {
  private readonly steps;
  private readonly alarms;

  constructor(@InjectDataSource() db: DataSource) {
    this.steps = groupLoader(
      (ids) => db.getRepository(Transition).find({ where: { ticketId: In(ids) }, order: { version: 'ASC' } }),
      (step) => step.ticketId,
    );
    this.alarms = groupLoader(
      (ids) => db.getRepository(Escalation).find({ where: { ticketId: In(ids) }, order: { id: 'ASC' } }),
      (alarm) => alarm.ticketId,
    );
  }

  escalations(ticket: Ticket): Promise<Escalation[]> {
    return this.alarms.load(ticket.id);
  }

  async repairReports(ticket: Ticket): Promise<RepairReport[]> {
    const steps = await this.steps.load(ticket.id);
    return steps.filter((step) => step.action === 'fileRepairReport').map(repairReport);
  }

  async recoveryTests(ticket: Ticket): Promise<RecoveryTest[]> {
    const steps = await this.steps.load(ticket.id);
    return steps.filter((step) => step.action === 'recordRecoveryTest').map(recoveryTest);
  }

  async callback(ticket: Ticket): Promise<Callback | null> {
    if (ticket.kind !== 'FAULT' || ticket.state !== 'CLOSED' || ticket.closedAt === null) return null;
    const answer = (await this.steps.load(ticket.id)).find((step) => step.action === 'recordCallback');
    return {
      dueAt: new Date(ticket.closedAt.getTime() + ticket.process.rules.callbackDueMs),
      answeredAt: answer?.at ?? null,
      satisfied: (answer?.details.satisfied as boolean | undefined) ?? null,
      comment: (answer?.details.comment as string | undefined) ?? null,
    };
  }

  /** In the order it happened; a mark stands before a step of the same instant only if it was told first. */
  async timeline(ticket: Ticket): Promise<TicketEvent[]> {
    const [steps, alarms] = await Promise.all([this.steps.load(ticket.id), this.alarms.load(ticket.id)]);
    const events = [
      reported(ticket),
      ...steps.map(stepEvent),
      ...alarms.filter((a) => a.clock !== null).map(markEvent),
    ];
    return events.sort((a, b) => a.at.getTime() - b.at.getTime());
  }
}

function repairReport({ round, at, byId, details }: Transition): RepairReport {
  const filed = details as Record<string, string> & { handlerIds: string[]; sparePartsUsed?: string[] };
  return {
    ...(filed as unknown as RepairReport),
    round,
    filedAt: at,
    filedBy: { id: byId },
    startedAt: new Date(filed.startedAt ?? at),
    repairedAt: new Date(filed.repairedAt ?? at),
    handlers: filed.handlerIds.map((id) => ({ id })),
    sparePartsUsed: filed.sparePartsUsed ?? [],
  };
}

const recoveryTest = ({ round, at, byId, details }: Transition): RecoveryTest => ({
  round,
  testedAt: at,
  testedBy: { id: byId },
  passed: details.passed as boolean,
  note: (details.note as string | undefined) ?? null,
});

const reported = (ticket: Ticket): TicketEvent => ({
  id: `${ticket.id}/0`,
  type: TICKET_REPORTED,
  at: ticket.reportedAt,
  by: { id: ticket.reportedById },
  toState: 'REPORTED',
  round: 1,
  clock: null,
  note: ticket.summary,
});

const stepEvent = (step: Transition): TicketEvent => ({
  id: `${step.ticketId}/${step.version}`,
  type: TICKET_STEP_EVENTS[step.action],
  at: step.at,
  by: { id: step.byId },
  toState: step.toState,
  round: step.round,
  clock: null,
  note: noteOf(step.details),
});

const noteOf = ({ note, reason, answer, comment }: Record<string, unknown>): string | null =>
  [note, reason, answer, comment].find((text): text is string => typeof text === 'string') ?? null;

const markEvent = (alarm: Escalation): TicketEvent => ({
  id: alarm.id,
  type: alarm.mark === 'BREACH' ? CLOCK_BREACHED : CLOCK_WARNED,
  at: alarm.raisedAt,
  by: null,
  toState: null,
  round: null,
  clock: alarm.clock,
  note: alarm.withdrawnAt === null ? alarm.mark : `${alarm.mark} withdrawn`,
});
