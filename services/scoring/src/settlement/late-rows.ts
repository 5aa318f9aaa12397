import { keptOf } from '@zhishou/platform/contract/kept';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { formatFraction } from '@zhishou/rules/fraction';
import { uncountedRows } from '@zhishou/rules/score/count-late';
import { scoreContractOf } from '@zhishou/rules/score/score-contract';
import type { ScoreItemCode } from '@zhishou/rules/contract/score-rules.types';
import type { EntityManager } from 'typeorm';
import { lastFact } from '../fact/known-facts.js';
import type { ComputedDeduction } from '../sheet/computed-sheet.js';
import { type Computation, projectedFacts } from '../sheet/compute-sheet.js';
import { countedByOthers, scoredBefore } from '../sheet/other-sheets.js';

/** What became known after the last sheet: it is shown, and changes nothing (domain §6, Flow). */
export interface LateRow extends ComputedDeduction {
  code: ScoreItemCode;
}

/** From what a contract's late rows are found out, once its last sheet is confirmed. */
export async function lateComputation(
  manager: EntityManager,
  contract: Contract,
): Promise<Computation | null> {
  const others = await scoredBefore(manager, { id: '', contractId: contract.id });
  const last = others.at(-1);
  if (!last || others.some(({ isConfirmed }) => !isConfirmed)) return null;
  const { seq, hash } = await lastFact(manager);
  const kept = await keptOf(manager, contract);
  return { contract, month: last.month, kept, lastFact: seq, factsHash: hash, others };
}

export async function lateRows(
  manager: EntityManager,
  computation: Computation,
  known: typeof projectedFacts = projectedFacts,
): Promise<LateRow[]> {
  const rows = uncountedRows(await known(manager, computation), {
    contract: scoreContractOf(computation.contract),
    others: await countedByOthers(manager, computation.others),
  });
  return rows.map((row) => ({ ...row, points: formatFraction(row.points) }));
}
