import { ApplicationFailure } from '@temporalio/common';
import { type RecordTransitionInput, STEP_REFUSALS } from '@zhishou/messages/case-process';
import type { FieldProblem } from '@zhishou/platform/errors';
import { isId } from '@zhishou/platform/ids';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { type EntityManager, In } from 'typeorm';
import { lockParts, moveStock } from './move-stock.js';
import type { SparePartUse } from './spare-part-use.type.js';
import { SparePart } from './spare-part.entity.js';
import type { TicketStep } from '@zhishou/rules/ticket-case';

const partOf = (parts: SparePart[], { sparePartId }: SparePartUse) =>
  parts.find(({ id }) => id === sparePartId);

/** What of a repair's parts is not there to be used, as the stock stands. */
export async function sparePartProblems(
  manager: EntityManager,
  used: SparePartUse[],
): Promise<FieldProblem[]> {
  const ids = used.map(({ sparePartId }) => sparePartId).filter((id) => isId('spt', id));
  const parts = await manager.findBy(SparePart, { id: In(ids) });
  return used.flatMap((use, index) => {
    const path = `sparePartsUsed.${index}`;
    const part = partOf(parts, use);
    if (!part) return [{ path: `${path}.sparePartId`, message: 'there is no such spare part' }];
    const enough = use.quantity <= part.stock;
    return enough ? [] : [{ path: `${path}.quantity`, message: `only ${part.stock} in stock` }];
  });
}

/**
 * Takes what a repair used from the stock, in the transaction of its report.
 * @param at the instant of the report
 * @throws ApplicationFailure CONFLICT when it is no longer there: somebody was quicker; nothing is taken then
 */
export async function takeSpareParts(
  manager: EntityManager,
  contract: Contract,
  { caseId: ticketId, details, by, requestId }: RecordTransitionInput<TicketStep>,
  at: Date,
): Promise<void> {
  const used = (details.sparePartsUsed ?? []) as SparePartUse[];
  if (used.length === 0) return;
  const parts = await lockParts(
    manager,
    used.map(({ sparePartId }) => sparePartId),
  );
  const taken = used.map((use) => ({ part: stocked(parts, use), change: -use.quantity }));
  for (const one of taken) {
    const movement = { ...one, action: 'fileRepairReport', ticketId, at, by, requestId } as const;
    await moveStock(manager, contract, movement);
  }
}

function stocked(parts: SparePart[], use: SparePartUse): SparePart {
  const part = partOf(parts, use);
  if (part && part.stock >= use.quantity) return part;
  const message = part
    ? `Of ${part.name} (${part.code}) only ${part.stock} are left in stock`
    : `There is no spare part ${use.sparePartId}`;
  throw ApplicationFailure.nonRetryable(message, STEP_REFUSALS.conflict);
}
