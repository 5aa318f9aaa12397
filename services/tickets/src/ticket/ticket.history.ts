import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { CLOCK_BREACHED, CLOCK_WARNED, TICKET_REPORTED, TICKET_STEP_EVENTS } from '@zhishou/messages/events';
import { groupLoader } from '@zhishou/platform/graphql/loader';
import type { TicketStep } from '@zhishou/rules/ticket-case';
import type { TicketAction, TicketState } from '@zhishou/rules/ticket-life';
import { DataSource, In } from 'typeorm';
import { Escalation } from '../escalation/escalation.entity.js';
import type { SparePartUse } from '../spare-part/spare-part-use.type.js';
import type { Ticket } from './ticket.entity.js';
import type { Callback, RecoveryTest, RepairReport, TicketEvent } from './ticket.types.js';
import { Transition } from '@zhishou/platform/process/transition.entity';

/** What is on file about a ticket, read from its recorded steps; one query for all tickets of a list. */
@Injectable()
export class TicketHistory {
  private readonly steps;
  private readonly alarms;

  constructor(@InjectDataSource() db: DataSource) {
    this.steps = groupLoader(
      (ids) => db.getRepository(Transition).find({ where: { caseId: In(ids) }, order: { version: 'ASC' } }),
      (step) => step.caseId,
    );
    this.alarms = groupLoader(
      (ids) => db.getRepository(Escalation).find({ where: { ticketId: In(ids) }, order: { id: 'ASC' } }),
      (alarm) => alarm.ticketId ?? '',
    );
  }

  escalations(ticket: Ticket): Promise<Escalation[]> {
    return this.alarms.load(ticket.id);
  }

  async repairReports(ticket: Ticket): Promise<RepairReport[]> {
    const steps = await this.steps.load(ticket.id);
    return steps.filter(took('fileRepairReport')).map(repairReport);
  }

  async recoveryTests(ticket: Ticket): Promise<RecoveryTest[]> {
    const steps = await this.steps.load(ticket.id);
    return steps.filter(took('recordRecoveryTest')).map(recoveryTest);
  }

  async callback(ticket: Ticket): Promise<Callback | null> {
    if (ticket.kind !== 'FAULT' || ticket.state !== 'CLOSED' || ticket.closedAt === null) return null;
    const answer = (await this.steps.load(ticket.id)).find(took('recordCallback'));
    return {
      dueAt: new Date(ticket.closedAt.getTime() + ticket.process.rules.callbackDueMs),
      answeredAt: answer?.at ?? null,
      satisfied: answer?.step.satisfied ?? null,
      comment: answer ? textOf(answer.details.comment) : null,
    };
  }

  /** In the order it happened. A step of the same instant as a mark comes first: it was in time. */
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

/** A recorded step of this action, with what the process took of it. */
type Taken<A extends TicketAction> = Transition & { step: Extract<TicketStep, { action: A }> };

const took =
  <A extends TicketAction>(action: A) =>
  (recorded: Transition): recorded is Taken<A> =>
    recorded.action === action;

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** `details` are those that `RepairService` filed. */
const repairReport = ({ round, at, byId, details }: Transition): RepairReport => ({
  round,
  filedAt: at,
  filedBy: { id: byId },
  phenomenon: details.phenomenon as string,
  faultType: details.faultType as string,
  startedAt: new Date(details.startedAt as string),
  repairedAt: new Date(details.repairedAt as string),
  causeAnalysis: details.causeAnalysis as string,
  handling: details.handling as string,
  responsibilityAnalysis: details.responsibilityAnalysis as string,
  lessons: details.lessons as string,
  handlers: (details.handlerIds as string[]).map((id) => ({ id })),
  sparePartsUsed: (details.sparePartsUsed ?? []) as SparePartUse[],
});

const recoveryTest = ({ round, at, byId, step, details }: Taken<'recordRecoveryTest'>): RecoveryTest => ({
  round,
  testedAt: at,
  testedBy: { id: byId },
  passed: step.passed,
  note: textOf(details.note),
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
  id: `${step.caseId}/${step.version}`,
  type: TICKET_STEP_EVENTS[step.action as TicketAction],
  at: step.at,
  // what the system does by itself is done by nobody
  by: step.byId.startsWith('system:') ? null : { id: step.byId },
  toState: step.toState as TicketState,
  round: step.round,
  clock: null,
  note: noteOf(step.details),
});

const noteOf = ({ note, reason, answer, comment }: Record<string, unknown>): string | null =>
  textOf(note ?? reason ?? answer ?? comment);

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
