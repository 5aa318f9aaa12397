import { canonicalJson, sha256 } from '@zhishou/platform/canonical-json';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { type ConfirmedSheet, countLate } from '@zhishou/rules/score/count-late';
import type { ScoreFacts } from '@zhishou/rules/score/facts.types';
import { scoreContractOf } from '@zhishou/rules/score/score-contract';
import { scoreMonth } from '@zhishou/rules/score/sheet';
import type { Kept } from '@zhishou/rules/inspection/inspected-month';
import type { Month } from '@zhishou/rules/month';
import { In, type EntityManager } from 'typeorm';
import { factsUpTo } from '../fact/known-facts.js';
import { projectFacts } from '../projection/project-facts.js';
import type { Told } from '../projection/told.js';
import { type ComputedSheet, computedSheet } from './computed-sheet.js';
import { ScoreSheet } from './sheet.entity.js';

export interface Computation {
  contract: Contract;
  month: Month;
  /** the days of the contract that are kept here */
  kept: Kept;
  /** the number of the last fact that is read */
  lastFact: number;
  /** the sheets that were confirmed when it was scored, by id */
  confirmed: readonly string[];
}

export interface Computed {
  result: ComputedSheet;
  hash: string;
}

/** The facts a month's sheet is computed from, as it counts them. */
export async function monthFacts(
  manager: EntityManager,
  { contract, month, kept, lastFact, confirmed }: Computation,
): Promise<ScoreFacts> {
  const told = await factsUpTo(manager, contract.id, lastFact);
  const known = new Map<number, ScoreFacts>();
  const upTo = (last: number): ScoreFacts => {
    const facts = known.get(last) ?? projectFacts(before(told, last), { contract, kept });
    known.set(last, facts);
    return facts;
  };
  return countLate(projectFacts(told, { contract, kept }), {
    contract: scoreContractOf(contract),
    month,
    confirmed: await confirmedSheets(manager, confirmed),
    knownUpTo: upTo,
  });
}

/** A month's sheet from its facts: the same facts always give the same, which is what a replay compares. */
export async function computeSheet(manager: EntityManager, computation: Computation): Promise<Computed> {
  const facts = await monthFacts(manager, computation);
  const result = computedSheet(scoreMonth(scoreContractOf(computation.contract), computation.month, facts));
  return { result, hash: sha256(canonicalJson(result)) };
}

const before = (told: readonly Told[], last: number): Told[] => told.filter(({ seq }) => seq <= last);

async function confirmedSheets(manager: EntityManager, ids: readonly string[]): Promise<ConfirmedSheet[]> {
  if (ids.length === 0) return [];
  const sheets = await manager.findBy(ScoreSheet, { id: In([...ids]) });
  return sheets
    .map(({ month, process: { scoring, confirmedAt } }) => ({
      month,
      lastFact: scoring!.lastFact,
      scoredAt: scoring!.at,
      confirmedAt: confirmedAt!,
    }))
    .sort((a, b) => a.scoredAt - b.scoredAt);
}
