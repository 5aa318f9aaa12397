import { contractMonths } from '@zhishou/rules/contract/contract-months';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { isWorkingDay } from '@zhishou/rules/inspection/working-days';
import { addDays, type Day, dayOf, lastDayOf, type Month } from '@zhishou/rules/month';
import { openSheet } from '@zhishou/rules/score/sheet-case';
import { applySheetStep } from '@zhishou/rules/score/sheet-step';
import { ANSWERS, OBJECTIONS } from '../words/score.words.js';
import type { Act } from './act.js';
import { eventActs } from './event.script.js';
import type { FaultStory } from './fault.story.js';
import { atWork } from './instants.js';
import type { Random } from './random.js';

export interface ScoredMonth {
  acts: Act[];
  confirmedAt: number;
}

/** Every month of the contract: what is registered for it, how it is scored and confirmed. */
export const scoresOf = (random: Random, contract: Contract, faults: readonly FaultStory[]): ScoredMonth[] =>
  contractMonths(contract).map((month) => {
    const own = random.of(month);
    const scored = scoredMonth(own, contract, month);
    return { ...scored, acts: [...eventActs(own, contract, month, faults), ...scored.acts] };
  });

function nextWorkingDay({ holidays }: Contract, day: Day): Day {
  return isWorkingDay(holidays, day) ? day : nextWorkingDay({ holidays } as Contract, addDays(day, 1));
}

/** Scored in the first days of the next month; objected to or not; confirmed by somebody else. */
function scoredMonth(random: Random, contract: Contract, month: Month): ScoredMonth {
  const later = (instant: number, least: number, most: number): number =>
    atWork(random, nextWorkingDay(contract, addDays(dayOf(instant), random.whole(least, most))), 9.5, 17);
  const ask = (at: number, who: Act['who'], name: string, input: object = {}): Act => ({
    at,
    who,
    ask: name,
    input: { month, ...input },
  });
  const scoredAt = atWork(random, nextWorkingDay(contract, addDays(lastDayOf(month), 4)), 10, 12);
  const score = ask(scoredAt, 'supervisor', 'scoreMonth');
  const way = random.weighed([
    ['OBJECTED', 3],
    ['WAIVED', 4],
    ['SILENT', 3],
  ] as const);
  if (way === 'WAIVED') {
    const waived = later(scoredAt, 1, 2);
    const confirmedAt = later(waived, 1, 2);
    const acts = [
      score,
      ask(waived, 'dispatcher', 'objectToScore', { waive: true }),
      ask(confirmedAt, 'admin', 'confirmScore'),
    ];
    return { acts, confirmedAt };
  }
  if (way === 'SILENT') {
    const confirmedAt = later(objectBy(contract, month, scoredAt), 0, 1);
    return { acts: [score, ask(confirmedAt, 'admin', 'confirmScore')], confirmedAt };
  }
  const objected = later(scoredAt, 1, 3);
  const answered = later(objected, 1, 3);
  const confirmedAt = later(answered, 1, 2);
  const which = random.whole(0, OBJECTIONS.length - 1);
  return {
    acts: [
      score,
      ask(objected, 'dispatcher', 'objectToScore', { text: OBJECTIONS[which] }),
      ask(answered, 'supervisor', 'answerObjection', { text: ANSWERS[which] }),
      ask(confirmedAt, 'admin', 'confirmScore'),
    ],
    confirmedAt,
  };
}

/** Until when the provider may object, as the sheet itself reckons it. */
function objectBy({ version, choices, holidays }: Contract, month: Month, scoredAt: number): number {
  const rules = {
    contractVersion: version,
    objectionWorkingDays: choices['score.objectionWorkingDays'],
    holidays,
  };
  const scoring = { scoringId: '', lastFact: 0, hash: '' };
  const scored = applySheetStep(
    openSheet('', month, rules),
    { action: 'scoreMonth', byId: '', scoring },
    scoredAt,
  );
  return scored.objectBy!;
}
