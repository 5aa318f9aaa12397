import { canonicalJson, sha256 } from '@zhishou/platform/canonical-json';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { EntityManager } from 'typeorm';
import { computeSheet } from './compute-sheet.js';
import type { ComputedItem, ComputedSheet } from './computed-sheet.js';
import { computationOf } from './month-file.js';
import { Scoring } from './scoring.entity.js';
import type { ScoreSheet } from './sheet.entity.js';

export interface Replayed {
  /** as it was scored */
  kept: ComputedSheet;
  /** the hash that the step named, and that of what is kept now */
  keptHash: string;
  hashOfKept: string;
  /** as the same facts give it today */
  replayed: ComputedSheet;
}

/** Computes a scored sheet once more, from the facts it was scored from and no further. */
export async function replaySheet(
  manager: EntityManager,
  contract: Contract,
  sheet: ScoreSheet,
): Promise<Replayed> {
  const scoring = await manager.findOneByOrFail(Scoring, { id: sheet.scoringId! });
  const { result } = await computeSheet(manager, await computationOf(manager, sheet, contract));
  return {
    kept: scoring.result,
    keptHash: sheet.process.scoring!.hash,
    hashOfKept: sha256(canonicalJson(scoring.result)),
    replayed: result,
  };
}

const deductionsOf = ({ deductions }: ComputedItem): string[] =>
  deductions.map(
    ({ cause, points, month, evidence }) =>
      `${cause} ${points}${month ? ` (${month})` : ''}: ${evidence.map(({ id }) => id).join(', ')}`,
  );

/** Where the two are apart, point by point, in words; empty: they agree. */
export function differences({ kept, keptHash, hashOfKept, replayed }: Replayed): string[] {
  const changed =
    keptHash === hashOfKept ? [] : ['评分记录被改动 the record is not what was scored: its hash differs'];
  const items = kept.items.flatMap((item, index) => {
    const other = replayed.items[index];
    if (canonicalJson(item) === canonicalJson(other)) return [];
    const [were, are] = [deductionsOf(item), other ? deductionsOf(other) : []];
    return [
      `${item.code}: 原 kept ${item.points}, 重算 replayed ${other?.points ?? '–'}`,
      ...were.filter((one) => !are.includes(one)).map((one) => `  − 原 kept ${one}`),
      ...are.filter((one) => !were.includes(one)).map((one) => `  + 重算 replayed ${one}`),
    ];
  });
  const totals = (['performance', 'service'] as const)
    .filter((score) => kept[score] !== replayed[score])
    .map((score) => `${score}: 原 kept ${kept[score]}, 重算 replayed ${replayed[score]}`);
  const rows =
    kept.counted && canonicalJson(kept.counted) !== canonicalJson(replayed.counted)
      ? ['计入的记录不同 it counts other rows']
      : [];
  return [...changed, ...items, ...totals, ...rows];
}
