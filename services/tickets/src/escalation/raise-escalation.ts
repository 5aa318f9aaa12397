import { ESCALATION_RAISED, type EscalationData, type EscalationReason } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { insertOnce } from '@zhishou/platform/db/insert-once';
import { newId } from '@zhishou/platform/ids';
import { appendEvent, type NewEvent } from '@zhishou/platform/outbox/outbox';
import type { Contract, ReasonRule } from '@zhishou/rules/contract/contract.types';
import type { DueMark } from '@zhishou/rules/clock';
import type { ClockKind } from '@zhishou/rules/ticket-life';
import type { EntityManager } from 'typeorm';
import { assetNameIn } from '../contract/asset-name.js';
import type { Ticket } from '../ticket/ticket.entity.js';
import { Escalation } from './escalation.entity.js';

export interface Alarm {
  reason: EscalationReason;
  at: Date;
  /** the mark that was reached, and the deadline of its clock */
  mark?: DueMark<ClockKind>;
  dueAt?: Date;
}

/** A call as it is kept. */
export type Raised = Pick<Escalation, 'id' | 'reason' | 'clock' | 'level' | 'raisedAt' | 'dueAt'>;

/** RESPONSE + WARNING_50 → RESPONSE_WARNING */
export const reasonOf = (mark: DueMark<ClockKind>): EscalationReason =>
  `${mark.clock}_${mark.mark === 'BREACH' ? 'BREACH' : 'WARNING'}`;

/** What the contract's escalation policy says of the reason. */
export function ruleOf(contract: Contract, reason: EscalationReason): ReasonRule {
  const rule = contract.escalation.reasons.find((r) => r.reason === reason);
  if (!rule) throw new Error(`contract ${contract.version} has no escalation rule for ${reason}`);
  return rule;
}

/** The first level to call. */
function firstLevel(contract: Contract, reason: EscalationReason, ticket: Ticket): number {
  const { level, majorLevel } = ruleOf(contract, reason);
  return ticket.severity === 'MAJOR' ? majorLevel : level;
}

/** Calls somebody, once: what was already told is left alone. */
export async function raiseEscalation(
  manager: EntityManager,
  ticket: Ticket,
  contract: Contract,
  alarm: Alarm,
): Promise<void> {
  const escalation = await insertEscalation(manager, ticket, contract, alarm);
  if (escalation) await appendEvent(manager, escalationEvent(ticket, contract, escalation));
}

/** The call as it is now on record, which gives the right to tell it; null when it was there before. */
export async function insertEscalation(
  manager: EntityManager,
  ticket: Ticket,
  contract: Contract,
  alarm: Alarm,
): Promise<Raised | null> {
  const row = {
    id: newId('esc'),
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    reason: alarm.reason,
    clock: alarm.mark?.clock ?? null,
    mark: alarm.mark?.mark ?? null,
    level: firstLevel(contract, alarm.reason, ticket),
    raisedAt: alarm.at,
    dueAt: alarm.dueAt ?? null,
  };
  return (await insertOnce(manager, Escalation, row)) ? row : null;
}

export function escalationEvent(ticket: Ticket, contract: Contract, raised: Raised): NewEvent {
  const data: EscalationData = {
    escalationId: raised.id,
    reason: raised.reason,
    level: raised.level,
    ticketId: ticket.id,
    number: ticket.number,
    severity: ticket.severity,
    assetCode: ticket.assetCode,
    assetName: assetNameIn(contract, ticket.assetCode),
    clock: raised.clock,
    dueAt: raised.dueAt?.toISOString() ?? null,
    sparePart: null,
    at: raised.raisedAt.toISOString(),
  };
  return {
    topic: TOPICS.tickets,
    type: ESCALATION_RAISED,
    subject: ticket.id,
    time: raised.raisedAt,
    data,
  };
}
