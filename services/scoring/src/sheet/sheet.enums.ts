import { wordsEnum } from '@zhishou/platform/graphql/words.enum';
import type { SheetState } from '@zhishou/rules/score/sheet-life';

export const SheetStateEnum = wordsEnum<SheetState>('SheetState', 'How far a score sheet is', {
  OPEN: 'To be scored; shows the points as they would be now',
  SCORED: 'Scored; the provider may object, the supervisor answers',
  CONFIRMED: 'Confirmed and locked: it can no longer change',
});
