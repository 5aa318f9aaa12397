import type { Month } from '../month.js';
import { itemOf } from './deduct.js';
import type { ScoreFacts } from './facts.types.js';
import type { ScoredItem } from './item.types.js';
import { eventDeductions } from './management-items.js';
import type { ScoreContract } from './score-contract.js';

/** S1–S3 (附件二 二、2). S1 is one sum of complaints and praise before its floor and cap. */
export function serviceItems(
  { points: { S1, S2, S3 } }: ScoreContract,
  sheet: Month,
  { events }: ScoreFacts,
): ScoredItem[] {
  return [
    itemOf(
      'S1',
      S1.of,
      eventDeductions(events, sheet, ({ kind }) => {
        if (kind === 'COMPLAINT') return { points: S1.complaint, cause: kind };
        return kind === 'PRAISE' ? { points: -S1.praise, cause: kind } : null;
      }),
    ),
    itemOf(
      'S2',
      S2.of,
      eventDeductions(events, sheet, ({ kind }) =>
        kind === 'ESCALATED_COMPLAINT' || kind === 'MEDIA_EXPOSURE' ? { points: S2.each, cause: kind } : null,
      ),
    ),
    itemOf(
      'S3',
      S3.of,
      eventDeductions(events, sheet, ({ kind, points }) =>
        kind === 'COMMUNICATION_ACCIDENT' ? { points, cause: kind } : null,
      ),
    ),
  ];
}
