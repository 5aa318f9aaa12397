import { keptOf } from '@zhishou/platform/contract/kept';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { FactsFile } from '@zhishou/rules/score/neutral/format.types';
import { writeContract } from '@zhishou/rules/score/neutral/write-contract';
import { writeFacts } from '@zhishou/rules/score/neutral/write-facts';
import type { EntityManager } from 'typeorm';
import { lastFact } from '../fact/known-facts.js';
import { type Computation, monthFacts, type projectedFacts } from './compute-sheet.js';
import { Scoring } from './scoring.entity.js';
import { scoredBefore } from './other-sheets.js';
import type { ScoreSheet } from './sheet.entity.js';

/** How a sheet was computed; one that was not scored, as it would be now. */
export async function computationOf(
  manager: EntityManager,
  sheet: ScoreSheet,
  contract: Contract,
): Promise<Computation> {
  const { month, scoringId } = sheet;
  if (scoringId !== null) {
    const { lastFact: last, kept, others } = await manager.findOneByOrFail(Scoring, { id: scoringId });
    return { contract, month, kept, lastFact: last, others };
  }
  const [kept, others] = [await keptOf(manager, contract), await scoredBefore(manager, sheet)];
  const { seq, hash } = await lastFact(manager);
  return { contract, month, kept, lastFact: seq, factsHash: hash, others };
}

/** A month in the neutral format: whoever has it can compute its sheet without the system. */
export async function monthFile(
  manager: EntityManager,
  computation: Computation,
  known?: typeof projectedFacts,
): Promise<FactsFile> {
  const { contract, month } = computation;
  const facts = writeFacts(await monthFacts(manager, computation, known));
  return {
    contracts: { [contract.id]: writeContract(contract) },
    cases: [{ name: `${contract.id}/${month}`, contract: contract.id, month, facts }],
  };
}
