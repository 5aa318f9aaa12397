import type { Entry } from './mutation-entry.builder.js';
import type { World } from './world.builder.js';

/** One good input for every mutation of a month's inspection. */
export function inspectionsOf({ inspected: { reviewed, planned } }: World): Record<string, Entry> {
  const elsewhere = reviewed.visits.map((visit) => ({ ...visit, place: '指挥中心' }));
  return {
    submitInspectionPlan: {
      by: 'dispatcher',
      may: ['dispatcher'],
      input: { ...planned, comment: '请审阅' },
      another: { ...planned, comment: '请尽快审阅' },
      unfit: [
        [{ visits: planned.visits.slice(1) }, 'visits'],
        [{ month: '2099-01' }, 'month'],
      ],
    },
    reviewInspectionPlan: {
      by: 'supervisor',
      may: ['supervisor', 'admin'],
      input: { ...reviewed, decision: 'EDIT', comment: '改在指挥中心' },
      another: { ...reviewed, visits: elsewhere, decision: 'EDIT' },
      unfit: [
        [{ decision: 'APPROVE' }, 'visits'],
        [{ decision: 'RETURN', visits: undefined, comment: undefined }, 'comment'],
        [{ visits: reviewed.visits.slice(1) }, 'visits'],
      ],
    },
  };
}
