import type { Month } from '@zhishou/rules/month';
import type { Role } from '@zhishou/rules/role';
import type { SheetAction, SheetState } from '@zhishou/rules/score/sheet-life';

/** A month is over and to be scored. */
export const SHEET_OPENED = 'sheet.opened';

/** What each step of a score sheet is called once it has happened. */
export const SHEET_STEP_EVENTS: Record<SheetAction, string> = {
  scoreMonth: 'sheet.scored',
  objectToScore: 'sheet.objected',
  answerObjection: 'sheet.objection-answered',
  enterPaperScores: 'sheet.entered-from-paper',
  confirmPaperScores: 'sheet.confirmed',
  confirmScore: 'sheet.confirmed',
};

/** The sheet after the event. Instants are ISO 8601 UTC. */
export interface SheetSnapshot {
  /** `{contract}/{yyyy-mm}` */
  id: string;
  contractId: string;
  contractVersion: string;
  month: Month;
  state: SheetState;
  version: number;
  /** exact, `"29"` or `"46/3"`; null before the scoring */
  performance: string | null;
  service: string | null;
  /** the number of the last fact it used */
  lastFact: number | null;
  scoredAt: string | null;
  objectBy: string | null;
  confirmedAt: string | null;
}

export interface SheetEventData {
  sheet: SheetSnapshot;
  /** what the step itself said; absent where nobody took one */
  step?: Record<string, unknown>;
  by?: { id: string; role: Role };
}
