import type { ScoredHundred, ScoreSheet as Paper } from '@zhishou/documents/score-sheet';
import { headOf } from '@zhishou/platform/document/contract-head';
import { namesOf } from '@zhishou/platform/people/names';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { EntityManager } from 'typeorm';
import type { ComputedItem, ComputedSheet } from '../sheet/computed-sheet.js';
import { reasonOf } from '../sheet/reason.js';
import type { ScoreSheet } from '../sheet/sheet.entity.js';
import { evidenceWords } from './evidence.words.js';

/** 《考核表》 as it was scored; of one that was not, as it would be now. @param now ms */
export async function sheetDocument(
  manager: EntityManager,
  { sheet, contract, computed }: { sheet: ScoreSheet; contract: Contract; computed: ComputedSheet },
  now: number,
): Promise<Paper> {
  const { month, process, objectionText, answerText } = sheet;
  const { scoring, confirmedAt, confirmedById, objection } = process;
  const nameOf = await namesOf(manager, [scoring?.byId, confirmedById, objection?.byId]);
  const evidence = computed.items.flatMap(({ deductions }) => deductions.flatMap((one) => one.evidence));
  const wordsOf = await evidenceWords(manager, contract, evidence, scoring?.lastFact ?? null);

  const itemOf = ({ code, of, points, deductions }: ComputedItem) => ({
    ...{ code, of, points, title: contract.scores[code].title, clause: contract.scores[code].clause },
    deductions: deductions.map((one) => ({
      ...{ points: one.points, month: one.month },
      reason: reasonOf(one.cause, computed),
      evidence: wordsOf(one.evidence),
    })),
  });
  const hundred = (points: string, isOf: (item: ComputedItem) => boolean): ScoredHundred => ({
    points,
    items: computed.items.filter(isOf).map(itemOf),
  });
  const isService = ({ code }: ComputedItem) => code.startsWith('S');

  return {
    head: headOf(contract, confirmedAt ?? now),
    month,
    scored: scoring && { by: nameOf(scoring.byId), at: scoring.at },
    confirmed: confirmedAt === null ? null : { by: nameOf(confirmedById), at: confirmedAt },
    objection: objection && {
      ...{ by: nameOf(objection.byId), at: objection.at, waived: objection.waived },
      text: objectionText ?? '',
    },
    answer: objection?.answeredAt ? { at: objection.answeredAt, text: answerText ?? '' } : null,
    performance: hundred(computed.performance, (item) => !isService(item)),
    service: hundred(computed.service, isService),
  };
}
