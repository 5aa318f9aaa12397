import { ESCALATION_RAISED, type EscalationData, type SparePartSnapshot } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { newId } from '@zhishou/platform/ids';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { EntityManager } from 'typeorm';
import { Escalation } from './escalation.entity.js';
import { ruleOf } from './raise-escalation.js';

/** Calls somebody because a stock has fallen low; the caller holds the part's row, so it is told once a fall. */
export async function raiseLowStock(
  manager: EntityManager,
  contract: Contract,
  sparePart: SparePartSnapshot,
  at: Date,
): Promise<void> {
  const { level } = ruleOf(contract, 'LOW_STOCK');
  const row = {
    id: newId('esc'),
    sparePartId: sparePart.id,
    reason: 'LOW_STOCK',
    level,
    raisedAt: at,
  } as const;
  await manager.insert(Escalation, row);
  const data: EscalationData = {
    escalationId: row.id,
    reason: row.reason,
    level,
    ticketId: null,
    number: null,
    severity: null,
    assetCode: null,
    assetName: null,
    clock: null,
    dueAt: null,
    sparePart,
    at: at.toISOString(),
  };
  await appendEvent(manager, {
    topic: TOPICS.tickets,
    type: ESCALATION_RAISED,
    subject: sparePart.id,
    time: at,
    data,
  });
}
