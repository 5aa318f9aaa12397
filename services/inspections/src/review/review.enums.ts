import { registerEnumType } from '@nestjs/graphql';
import type { ReviewState } from '@zhishou/rules/inspection/review-life';

export const ReviewStateEnum: { [State in ReviewState]: State } = { ASKED: 'ASKED', FILED: 'FILED' };

registerEnumType(ReviewStateEnum, {
  name: 'MajorFaultReviewState',
  description: 'How far the review of a major fault is.',
  valuesMap: {
    ASKED: { description: 'The fault is closed; the bureau is to review it' },
    FILED: { description: 'Lessons and measures are on file' },
  },
});
