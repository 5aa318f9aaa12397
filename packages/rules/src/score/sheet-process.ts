import type { Life } from '../life.js';
import type { SheetCase, SheetStep } from './sheet-case.js';
import { sheetRefusal } from './sheet-permission.js';
import { applySheetStep } from './sheet-step.js';

/** The life of a month's score sheet, for whatever carries cases of any kind. */
export const SHEET: Life<SheetCase, SheetStep> = {
  idOf: ({ sheetId }) => sheetId,
  apply: applySheetStep,
  refusal: sheetRefusal,
  clocks: () => [],
  isFinal: ({ confirmedAt }) => confirmedAt !== null,
  openUntil: () => null,
};
