import { randomUUID } from 'node:crypto';
import { TICKET_REPORTED, TICKET_STEP_EVENTS, type TicketEventData } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import type { Caller } from '@zhishou/platform/auth/caller';
import { newId } from '@zhishou/platform/ids';
import { appendEvent, type NewEvent } from '@zhishou/platform/outbox/outbox';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { coverageOf } from '@zhishou/rules/coverage';
import { dayOf } from '@zhishou/rules/month';
import { openCase, type TicketCase } from '@zhishou/rules/ticket-case';
import { applyStep } from '@zhishou/rules/ticket-step';
import type { EntityManager } from 'typeorm';
import type { Asset } from '../asset/asset.entity.js';
import { ticketRulesOf } from '../contract/ticket-rules.js';
import { raiseEscalation } from '../escalation/raise-escalation.js';
import { processColumns, writeClocks } from '../process/projection.js';
import { ticketSnapshot } from '../process/ticket-snapshot.js';
import { bodyHashOf } from '@zhishou/platform/process/step-identity';
import { Ticket } from '../ticket/ticket.entity.js';
import { Transition } from '@zhishou/platform/process/transition.entity';
import { unitsDown } from './intake-checks.js';
import type { ReportTicketInput } from './report-ticket.input.js';

export interface Report {
  caller: Pick<Caller, 'personId' | 'role'>;
  input: ReportTicketInput;
  /** of the inspection that turned it up */
  findingId?: string;
  asset: Asset | null;
  contract: Contract;
  /** the instant of the report: the database's, ms */
  now: number;
}

/**
 * Writes a ticket with its clocks, its event and, for a major fault, the call to the bureau: all or nothing.
 * @returns the ticket's id
 */
export async function openTicket(manager: EntityManager, report: Report): Promise<string> {
  const { input, now } = report;
  const opened = opening(report);
  const answered = input.answer ? applyStep(opened, { action: 'answerConsultation' }, now) : null;
  const ticket = manager.create(Ticket, {
    ...(await statement(manager, report, opened.ticketId)),
    ...processColumns(answered ?? opened),
    answer: input.answer ?? null,
    processStartedAt: answered ? new Date(now) : null,
  });
  await manager.insert(Ticket, ticket);
  await Promise.all([
    writeClocks(manager, ticket.process, now),
    answered && fileAnswer(manager, report, ticket),
    ...eventsOf(report, ticket).map((event) => appendEvent(manager, event)),
  ]);
  if (ticket.severity === 'MAJOR') {
    await raiseEscalation(manager, ticket, report.contract, { reason: 'MAJOR_FAULT', at: ticket.reportedAt });
  }
  await audit(manager, report, ticket);
  return ticket.id;
}

function opening({ caller, input, asset, contract, now }: Report): TicketCase {
  const listed = asset
    ? (contract.assets.find(({ code }) => code === asset.code) ?? coveredSpan(asset))
    : undefined;
  const facts = {
    ticketId: newId('tkt'),
    kind: input.kind,
    severity: input.kind === 'CONSULTATION' ? 'CONSULTATION' : (input.severity ?? null),
    coverage: input.kind === 'FAULT' ? coverageOf(listed, now) : null,
    reportedAt: now,
    reportedById: caller.personId,
  } as const;
  return openCase(facts, ticketRulesOf(contract));
}

const coveredSpan = (asset: Asset) => ({
  coveredFrom: asset.coveredFrom.getTime(),
  coveredTo: asset.coveredTo.getTime(),
});

async function statement(
  manager: EntityManager,
  { caller, input, findingId, asset, contract, now }: Report,
  id: string,
): Promise<Partial<Ticket>> {
  return {
    id,
    number: await nextNumber(manager, now),
    kind: input.kind,
    assetCode: asset?.code ?? null,
    summary: input.summary,
    description: input.description ?? null,
    channel: input.channel,
    callerName: input.callerName ?? null,
    callerPhone: input.callerPhone ?? null,
    numberCalled: input.numberCalled ?? null,
    calledAt: input.calledAt ?? null,
    answeredAt: input.answeredAt ?? null,
    location: input.location ?? null,
    ...unitsDown(
      input.kind === 'FAULT' ? input : { ...input, unitsAffected: input.unitsAffected ?? 0 },
      asset,
    ),
    reportedAt: new Date(now),
    startedAt: new Date(now),
    reportedById: caller.personId,
    findingId: findingId ?? null,
    contractId: contract.id,
    contractVersion: contract.version,
  };
}

/** `GD20260718-00042`: short enough to be said on the telephone (工单). */
async function nextNumber(manager: EntityManager, now: number): Promise<string> {
  const [row] = await manager.query<{ number: string }[]>(`SELECT nextval('ticket_number')::text AS number`);
  return `GD${dayOf(now).replaceAll('-', '')}-${(row?.number ?? '').padStart(5, '0')}`;
}

async function fileAnswer(
  manager: EntityManager,
  { caller, input, now }: Report,
  ticket: Ticket,
): Promise<void> {
  const step = { action: 'answerConsultation' } as const;
  const details = { answer: input.answer };
  await manager.insert(Transition, {
    caseId: ticket.id,
    version: ticket.version,
    stepId: randomUUID(),
    bodyHash: bodyHashOf({ caseId: ticket.id, step, details }),
    action: step.action,
    fromState: 'REPORTED',
    toState: ticket.state,
    round: ticket.round,
    at: new Date(now),
    byId: caller.personId,
    byRole: caller.role,
    step,
    details,
  });
}

function eventsOf({ caller, contract, now, input }: Report, ticket: Ticket): NewEvent[] {
  const by = { id: caller.personId, role: caller.role };
  const data: TicketEventData = { ticket: ticketSnapshot(ticket, contract, now), by };
  const event = { topic: TOPICS.tickets, subject: ticket.id, time: ticket.reportedAt, data };
  const reported = { ...event, type: TICKET_REPORTED };
  return input.answer ? [reported, { ...event, type: TICKET_STEP_EVENTS.answerConsultation }] : [reported];
}

async function audit(manager: EntityManager, { caller }: Report, ticket: Ticket): Promise<void> {
  const { process: _process, callerName: _name, callerPhone: _phone, ...filed } = ticket;
  await writeAudit(manager, {
    actorId: caller.personId,
    actorRole: caller.role,
    action: 'reportTicket',
    aggregateId: ticket.id,
    after: filed,
    at: ticket.reportedAt,
  });
}
