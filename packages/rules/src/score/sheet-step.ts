import { isWorkingDay } from '../inspection/working-days.js';
import { addDays, dayEnd, dayOf } from '../month.js';
import type { SheetCase, SheetRules, SheetStep } from './sheet-case.js';

function change(sheet: SheetCase, step: SheetStep, at: number): Partial<SheetCase> {
  switch (step.action) {
    case 'scoreMonth':
      return {
        state: 'SCORED',
        scoring: { ...step.scoring, at, byId: step.byId },
        ...objectionAfter(sheet, at),
      };
    case 'objectToScore':
      return { objection: { at, byId: step.byId, waived: step.waive, answeredAt: null } };
    case 'answerObjection':
      return { objection: sheet.objection && { ...sheet.objection, answeredAt: at } };
    case 'enterPaperScores':
      return { state: 'SCORED', scoring: { ...step.scoring, at, byId: step.byId } };
    case 'confirmScore':
    case 'confirmPaperScores':
      return { state: 'CONFIRMED', confirmedAt: at, confirmedById: step.byId };
  }
}

/** Other points may be objected to anew, but once only: who has objected before has had his say (domain §6). */
function objectionAfter({ objection, rules }: SheetCase, at: number): Partial<SheetCase> {
  return objection && !objection.waived ? {} : { objection: null, objectBy: objectBy(rules, at) };
}

/** 24:00 of the last of the working days after the day of the scoring. */
function objectBy({ objectionWorkingDays, holidays }: SheetRules, scoredAt: number): number {
  let day = dayOf(scoredAt);
  for (let left = objectionWorkingDays; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(holidays, day)) left -= 1;
  }
  return dayEnd(day);
}

/** The sheet after a step taken at `at` (ms). The step must be allowed: see `sheetRefusal`. */
export const applySheetStep = (sheet: SheetCase, step: SheetStep, at: number): SheetCase => ({
  ...sheet,
  ...change(sheet, step, at),
  version: sheet.version + 1,
});
