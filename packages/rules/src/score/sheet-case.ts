import type { Holidays } from '../contract/contract.types.js';
import type { Month } from '../month.js';
import type { SheetState } from './sheet-life.js';

/** What the contract said of a sheet when it was opened. */
export interface SheetRules {
  contractVersion: string;
  /** so many working days the provider may object; the day of the scoring is not counted */
  objectionWorkingDays: number;
  holidays: Holidays;
}

/** The points as they were computed, by which the row of the computation stands for them all. */
export interface Scoring {
  scoringId: string;
  /** the number of the last fact it used; 0 of one on paper */
  lastFact: number;
  /** of what was computed, SHA-256 */
  hash: string;
  /** over all facts up to that one; absent where there is none, and in steps from before it was said */
  factsHash?: string;
}

/** The provider's one word on the points: an objection, which waits for its answer, or none. */
export interface Objection {
  at: number;
  byId: string;
  waived: boolean;
  answeredAt: number | null;
}

/** All that the process knows of a month's sheet. Instants in ms. */
export interface SheetCase {
  sheetId: string;
  month: Month;
  state: SheetState;
  /** of a month before the first day that is kept here: its scores are taken over from the signed sheet (domain §10) */
  onPaper?: boolean;
  /** number of steps taken */
  version: number;
  scoring: (Scoring & { at: number; byId: string }) | null;
  /** the first instant at which the provider may no longer object; null before the scoring */
  objectBy: number | null;
  objection: Objection | null;
  confirmedAt: number | null;
  confirmedById: string | null;
  rules: SheetRules;
}

/** Which version of the sheet a word is about; left out: whichever there is. */
interface About {
  ofVersion?: number | null;
}

export type SheetStep =
  | { action: 'scoreMonth'; byId: string; scoring: Scoring }
  | ({ action: 'objectToScore'; byId: string; waive: boolean } & About)
  | ({ action: 'answerObjection' } & About)
  | ({ action: 'confirmScore'; byId: string } & About)
  | { action: 'enterPaperScores'; byId: string; scoring: Scoring }
  | ({ action: 'confirmPaperScores'; byId: string } & About);

/** The sheet of a month that is over. */
export const openSheet = (sheetId: string, month: Month, rules: SheetRules, onPaper = false): SheetCase => ({
  sheetId,
  month,
  state: 'OPEN',
  ...(onPaper ? { onPaper } : {}),
  version: 0,
  scoring: null,
  objectBy: null,
  objection: null,
  confirmedAt: null,
  confirmedById: null,
  rules,
});
