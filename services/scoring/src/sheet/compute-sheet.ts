import { canonicalJson, sha256 } from '@zhishou/platform/canonical-json';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { countedBy, countLate } from '@zhishou/rules/score/count-late';
import type { ScoreFacts } from '@zhishou/rules/score/facts.types';
import { scoreContractOf } from '@zhishou/rules/score/score-contract';
import { scoreMonth } from '@zhishou/rules/score/sheet';
import type { Kept } from '@zhishou/rules/inspection/inspected-month';
import type { Month } from '@zhishou/rules/month';
import type { EntityManager } from 'typeorm';
import { factsUpTo } from '../fact/known-facts.js';
import { projectFacts } from '../projection/project-facts.js';
import { type ComputedSheet, computedSheet } from './computed-sheet.js';
import { countedByOthers, type ScoredBefore } from './other-sheets.js';

export interface Computation {
  contract: Contract;
  month: Month;
  /** the days of the contract that are kept here */
  kept: Kept;
  /** the number of the last fact that is read */
  lastFact: number;
  /** over all facts up to it; absent where there is none, and of a sheet that is computed again */
  factsHash?: string;
  /** the other sheets as they were scored then */
  others: readonly ScoredBefore[];
}

export interface Computed {
  result: ComputedSheet;
  hash: string;
}

/** What was told of the contract, whatever the month. */
export const projectedFacts = async (
  manager: EntityManager,
  { contract, kept, lastFact }: Computation,
): Promise<ScoreFacts> => projectFacts(await factsUpTo(manager, contract.id, lastFact), { contract, kept });

/**
 * The facts a month's sheet is computed from, as it counts them.
 * @param known for who has them of another month
 */
export async function monthFacts(
  manager: EntityManager,
  computation: Computation,
  known: typeof projectedFacts = projectedFacts,
): Promise<ScoreFacts> {
  const { contract, month, others } = computation;
  return countLate(await known(manager, computation), {
    contract: scoreContractOf(contract),
    month,
    others: await countedByOthers(manager, others),
  });
}

/** A month's sheet from its facts: the same facts always give the same, which is what a replay compares. */
export async function computeSheet(
  manager: EntityManager,
  computation: Computation,
  known?: typeof projectedFacts,
): Promise<Computed> {
  const contract = scoreContractOf(computation.contract);
  const facts = await monthFacts(manager, computation, known);
  const sheet = scoreMonth(contract, computation.month, facts);
  const result = computedSheet(sheet, countedBy(sheet));
  return { result, hash: sha256(canonicalJson(result)) };
}
