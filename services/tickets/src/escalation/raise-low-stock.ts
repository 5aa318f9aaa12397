import {
  ESCALATION_RAISED,
  ESCALATION_WITHDRAWN,
  type EscalationData,
  type SparePartSnapshot,
} from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { newId } from '@zhishou/platform/ids';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { type EntityManager, IsNull } from 'typeorm';
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

/** There is enough again: the calls that nobody has answered are over. The caller holds the part's row. */
export async function withdrawLowStock(manager: EntityManager, sparePartId: string, at: Date): Promise<void> {
  const unanswered = { sparePartId, acknowledgedAt: IsNull(), withdrawnAt: IsNull() };
  // the locks, so that whoever answers at this moment is either before or after
  const calls = await manager.find(Escalation, {
    where: unanswered,
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  for (const { id, reason } of calls) {
    await manager.update(Escalation, { id }, { withdrawnAt: at });
    await appendEvent(manager, {
      topic: TOPICS.tickets,
      type: ESCALATION_WITHDRAWN,
      subject: sparePartId,
      time: at,
      data: { escalationId: id, ticketId: null, reason },
    });
  }
}
