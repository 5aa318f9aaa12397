import { ApplicationFailure } from '@temporalio/common';
import { TICKET_STEP_EVENTS, type TicketEventData } from '@zhishou/messages/events';
import { type RecordTransitionInput, STEP_REFUSALS } from '@zhishou/messages/ticket-workflow';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { databaseNow } from '@zhishou/platform/db/clock';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import { applyStep } from '@zhishou/rules/ticket-step';
import type { EntityManager } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { assetNameOf } from '../asset/asset.service.js';
import type { ContractStore } from '../contract/contract.store.js';
import { AbandonedAttempt } from '../step/abandoned-attempt.entity.js';
import { bodyHashOf } from '../step/step-identity.js';
import { Ticket } from '../ticket/ticket.entity.js';
import { Transition } from '../ticket/transition.entity.js';
import { filedColumns, processColumns, writeClocks } from './projection.js';
import { applyStepEffects } from './step-effects.js';
import { ticketSnapshot } from './ticket-snapshot.js';

/** `ApplicationFailure` type: process and database do not agree on how many steps were taken. */
export const DRIFT = 'DRIFT';

/**
 * Records one step in one transaction: transition, ticket, clocks, event, audit. Repeating it finds the first
 * record. The instant is the database's (ADR 2), never earlier than the step before it.
 * @throws ApplicationFailure ABANDONED when the caller has given up this try (ADR 3)
 */
export async function recordTransition(
  manager: EntityManager,
  contracts: ContractStore,
  input: RecordTransitionInput,
): Promise<{ at: number }> {
  const ticket = await lockTicket(manager, input.ticketId);
  const recorded = await manager.findOneBy(Transition, { stepId: input.stepId });
  if (recorded) return sameStep(recorded, input);
  await refuseAbandoned(manager, input.attemptId);
  if (ticket.version !== input.version - 1) {
    throw ApplicationFailure.nonRetryable(
      `ticket ${ticket.id} is at version ${ticket.version}, the process asks for ${input.version}`,
      DRIFT,
    );
  }
  const at = await databaseNow(manager);
  const before = { ...ticket };
  const transition = toTransition(ticket, input, at);
  Object.assign(ticket, processColumns(applyStep(ticket.process, input.step, at)), filedColumns(input));
  transition.toState = ticket.state;
  await manager.insert(Transition, transition as QueryDeepPartialEntity<Transition>);
  await manager.update(
    Ticket,
    { id: ticket.id },
    { ...processColumns(ticket.process), ...filedColumns(input) },
  );
  await writeClocks(manager, ticket.process, at);
  await tell(manager, ticket, input, at);
  await applyStepEffects(manager, contracts, { input, severityBefore: before.severity, ticket, at });
  await audit(manager, before, ticket, input, at);
  return { at };
}

/** Whoever holds this lock decides what comes first: a step, a mark, or a caller who gives up. */
export async function lockTicket(manager: EntityManager, id: string): Promise<Ticket> {
  return manager.findOneOrFail(Ticket, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

/** @throws ApplicationFailure CONFLICT when the key that names the step was used for another one */
function sameStep(recorded: Transition, input: RecordTransitionInput): { at: number } {
  if (recorded.bodyHash === bodyHashOf(input)) return { at: recorded.at.getTime() };
  throw ApplicationFailure.nonRetryable('Another step has this id', STEP_REFUSALS.conflict);
}

async function refuseAbandoned(manager: EntityManager, attemptId: string): Promise<void> {
  if (await manager.existsBy(AbandonedAttempt, { attemptId })) {
    throw ApplicationFailure.nonRetryable('The caller has given up this try', STEP_REFUSALS.abandoned);
  }
}

const toTransition = (ticket: Ticket, input: RecordTransitionInput, at: number): Transition => ({
  ticketId: ticket.id,
  version: input.version,
  stepId: input.stepId,
  bodyHash: bodyHashOf(input),
  action: input.step.action,
  fromState: ticket.state,
  toState: ticket.state,
  round: ticket.round,
  at: new Date(at),
  byId: input.by.id,
  byRole: input.by.role,
  step: input.step,
  details: input.details,
});

async function tell(
  manager: EntityManager,
  ticket: Ticket,
  input: RecordTransitionInput,
  at: number,
): Promise<void> {
  const data: TicketEventData = {
    ticket: ticketSnapshot(ticket, await assetNameOf(manager, ticket.assetCode), at),
    step: { ...input.step, ...input.details },
    by: { id: input.by.id, role: input.by.role },
  };
  await appendEvent(manager, {
    topic: TOPICS.tickets,
    type: TICKET_STEP_EVENTS[input.step.action],
    subject: ticket.id,
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
});

async function audit(
  manager: EntityManager,
  before: Ticket,
  after: Ticket,
  input: RecordTransitionInput,
  at: number,
): Promise<void> {
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
