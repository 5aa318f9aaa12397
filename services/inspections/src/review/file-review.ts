import { sha256 } from '@zhishou/platform/canonical-json';
import type { Change } from '@zhishou/platform/process/recording';
import type { ReviewStep } from '@zhishou/rules/inspection/review-case';
import type { EntityManager } from 'typeorm';
import { fileStored } from '@zhishou/platform/process/file-stored';
import { addMeasure } from '../measure/add-measure.js';
import { ReviewReport } from './review-report.entity.js';
import type { Review } from './review.entity.js';

/** What a review says is on file once the step that names it is recorded; its measures are followed from then on. */
export async function fileReview(
  manager: EntityManager,
  { after, input: { step, by, requestId }, at }: Change<Review, ReviewStep>,
): Promise<void> {
  const { reportId: id } = step;
  await fileStored(manager, ReviewReport, id, { filedAt: new Date(at) });
  const { measures } = await manager.findOneByOrFail(ReviewReport, { id });
  for (const [index, measure] of measures.entries()) {
    const measureId = `msr_${sha256(`${id}/${index}`).slice(0, 32)}`;
    await addMeasure(manager, { id: measureId, review: after, measure, by, requestId, at: new Date(at) });
  }
}
