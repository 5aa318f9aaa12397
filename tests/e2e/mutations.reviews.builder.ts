import type { Entry } from './mutation-entry.builder.js';
import type { World } from './world.builder.js';

const DECIDERS = ['supervisor', 'admin'] as const;

/** One good input for every mutation of a major fault's review and of its measures. */
export function reviewsOf({ inspected }: World): Record<string, Entry> {
  const { reviewIds, measureIds, measure } = inspected.reviewed;
  const yesterday = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  return {
    fileMajorFaultReview: {
      by: 'supervisor',
      may: [...DECIDERS],
      input: { reviewId: reviewIds.asked, lessons: '巡检时测量电源输出', measures: [measure] },
      unfit: [
        [{ measures: [] }, 'noMeasuresReason'],
        [{ noMeasuresReason: '属不可抗力' }, 'noMeasuresReason'],
        [{ measures: [{ ...measure, dueOn: yesterday }] }, 'measures.0.dueOn'],
      ],
    },
    addMeasure: {
      by: 'supervisor',
      may: [...DECIDERS],
      input: { reviewId: reviewIds.filed, ...measure },
      unfit: [[{ dueOn: yesterday }, 'dueOn']],
    },
    completeMeasure: {
      by: 'engineer',
      may: ['reporter', ...DECIDERS, 'dispatcher', 'engineer'],
      input: { measureId: measureIds.open, note: '已加装' },
    },
    verifyMeasure: {
      by: 'supervisor',
      may: [...DECIDERS],
      input: { measureId: measureIds.done, passed: true, note: '属实' },
      unfit: [[{ passed: false, note: undefined }, 'note']],
    },
    dropMeasure: {
      by: 'supervisor',
      may: [...DECIDERS],
      input: { measureId: measureIds.unwanted, reason: '设备已更换' },
    },
  };
}
