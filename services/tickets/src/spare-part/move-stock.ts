import { SPARE_PART_LOW, type SparePartLowData } from '@zhishou/messages/events';
import type { Actor } from '@zhishou/messages/case-process';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { newId } from '@zhishou/platform/ids';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { type EntityManager, In } from 'typeorm';
import { raiseLowStock, withdrawLowStock } from '../escalation/raise-low-stock.js';
import { isLow, SparePart } from './spare-part.entity.js';
import { type StockAction, StockMovement } from './stock-movement.entity.js';

export interface Movement {
  /** as it stands before */
  part: SparePart;
  change: number;
  action: StockAction;
  reason?: string;
  ticketId?: string;
  at: Date;
  by: Actor;
  /** default: that of the request being served */
  requestId?: string;
}

/** Locks parts always in one order, so that two who want several of them never wait for each other. */
export const lockParts = (manager: EntityManager, ids: string[]): Promise<SparePart[]> =>
  manager.find(SparePart, {
    where: { id: In(ids) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });

/**
 * Changes the stock of a part that the transaction has locked, keeps and audits why, and calls somebody when it falls
 * low, until there is enough again (domain §§3, 9).
 */
export async function moveStock(
  manager: EntityManager,
  contract: Contract,
  movement: Movement,
): Promise<void> {
  const { part, change, action, reason, ticketId, at, by, requestId } = movement;
  const after = { ...part, stock: part.stock + change };
  await manager.update(SparePart, { id: part.id }, { stock: after.stock });
  await keepMovement(manager, movement);
  if (isLow(after) && !isLow(part)) await tellLow(manager, contract, after, movement);
  if (isLow(part) && !isLow(after)) await withdrawLowStock(manager, part.id, at);
  await writeAudit(manager, {
    actorId: by.id,
    actorRole: by.role,
    action,
    aggregateId: part.id,
    before: { stock: part.stock },
    after: { stock: after.stock, reason, ticketId },
    at,
    address: by.address,
    requestId,
  });
}

export async function keepMovement(manager: EntityManager, movement: Movement): Promise<void> {
  const { part, change, action, reason = null, ticketId = null, at, by } = movement;
  await manager.insert(StockMovement, {
    id: newId('stm'),
    sparePartId: part.id,
    action,
    change,
    stockAfter: part.stock + change,
    reason,
    ticketId,
    at,
    byId: by.id,
  });
}

async function tellLow(
  manager: EntityManager,
  contract: Contract,
  { assetCodes: _assetCodes, ...sparePart }: SparePart,
  { at, ticketId, requestId }: Movement,
): Promise<void> {
  const data: SparePartLowData = { sparePart, ticketId: ticketId ?? null };
  await appendEvent(manager, {
    topic: TOPICS.tickets,
    type: SPARE_PART_LOW,
    subject: sparePart.id,
    time: at,
    requestId,
    data,
  });
  await raiseLowStock(manager, contract, sparePart, at);
}
