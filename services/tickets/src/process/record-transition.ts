import { TICKET_STEP_EVENTS, type TicketEventData } from '@zhishou/messages/events';
import type { RecordTransitionInput } from '@zhishou/messages/case-process';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { applyStep } from '@zhishou/rules/ticket-step';
import type { EntityManager } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import type { ContractStore } from '../contract/contract.store.js';
import { bodyHashOf } from '../step/step-identity.js';
import { Ticket } from '../ticket/ticket.entity.js';
import { Transition } from '../ticket/transition.entity.js';
import { filedColumns, processColumns, writeClocks } from './projection.js';
import { applyStepEffects } from './step-effects.js';
import { instantOf } from './step-record.js';
import { ticketSnapshot } from './ticket-snapshot.js';
import type { TicketStep } from '@zhishou/rules/ticket-case';

/** One step and what it made of the ticket. */
interface Change {
  before: Ticket;
  after: Ticket;
  contract: Contract;
  input: RecordTransitionInput<TicketStep>;
  /** the instant of the step, ms */
  at: number;
}

/**
 * Records one step in one transaction: transition, ticket, clocks, event, audit. Repeating it finds the first record.
 * @throws ApplicationFailure when it may not be recorded: see `instantOf`
 */
export async function recordTransition(
  manager: EntityManager,
  contracts: ContractStore,
  input: RecordTransitionInput<TicketStep>,
): Promise<{ at: number }> {
  const before = await lockTicket(manager, input.caseId);
  const { at, isNew } = await instantOf(manager, before, input);
  if (!isNew) return { at };
  const changed = { ...processColumns(applyStep(before.process, input.step, at)), ...filedColumns(input) };
  const after = { ...before, ...changed };
  const contract = await contracts.byVersion(before.contractVersion, manager);
  const change: Change = { before, after, contract, input, at };
  await Promise.all([
    manager.insert(Transition, toTransition(change) as QueryDeepPartialEntity<Transition>),
    manager.update(Ticket, { id: before.id }, changed),
    writeClocks(manager, after.process, at),
    tell(manager, change),
  ]);
  const taken = { input, severityBefore: before.severity, ticket: after, at };
  await applyStepEffects(manager, contract, taken);
  await audit(manager, change);
  return { at };
}

/** Whoever holds this lock decides what comes first: a step, a mark, or a caller who gives up. */
export async function lockTicket(manager: EntityManager, id: string): Promise<Ticket> {
  return manager.findOneOrFail(Ticket, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

const toTransition = ({ before, after, input, at }: Change): Transition => ({
  ticketId: before.id,
  version: input.version,
  stepId: input.stepId,
  bodyHash: bodyHashOf(input),
  action: input.step.action,
  fromState: before.state,
  toState: after.state,
  round: before.round,
  at: new Date(at),
  byId: input.by.id,
  byRole: input.by.role,
  step: input.step,
  details: input.details,
});

async function tell(manager: EntityManager, { after, contract, input, at }: Change): Promise<void> {
  const data: TicketEventData = {
    ticket: ticketSnapshot(after, contract, at),
    step: { ...input.step, ...input.details },
    by: { id: input.by.id, role: input.by.role },
  };
  await appendEvent(manager, {
    topic: TOPICS.tickets,
    type: TICKET_STEP_EVENTS[input.step.action],
    subject: after.id,
    time: new Date(at),
    requestId: input.requestId,
    data,
  });
}

const audited = (ticket: Ticket) => ({
  state: ticket.state,
  round: ticket.round,
  version: ticket.version,
  severity: ticket.severity,
  coverage: ticket.coverage,
  assigneeId: ticket.assigneeId,
  faultType: ticket.faultType,
  startedAt: ticket.startedAt,
  acceptedAt: ticket.acceptedAt,
  repairedAt: ticket.repairedAt,
  closedAt: ticket.closedAt,
  affectedAssets: ticket.process.affected,
});

async function audit(manager: EntityManager, { before, after, input, at }: Change): Promise<void> {
  await writeAudit(manager, {
    actorId: input.by.id,
    actorRole: input.by.role,
    action: input.step.action,
    aggregateId: after.id,
    before: audited(before),
    after: { ...audited(after), step: { ...input.step, ...input.details } },
    at: new Date(at),
    address: input.by.address,
    requestId: input.requestId,
  });
}
