import type { InspectionActivities } from '@zhishou/messages/inspection';
import { beating } from '@zhishou/platform/temporal/beating';
import { noteCoverage } from './cycle/note-coverage.js';
import { openCycles } from './cycle/open-cycles.js';
import { applyPlan } from './plan/apply-plan.js';
import type { Surroundings } from './surroundings.js';

/** What the processes of inspections bring about beside their own case. */
export const inspectionActivities = (around: Surroundings): InspectionActivities => {
  const { db, sender, coverages } = around;
  return {
    openCycles: () => beating(() => openCycles(around)),
    applyPlan: ({ cycleId, planNo }) =>
      beating(async () => {
        await applyPlan(around, cycleId, planNo);
        // a month that ended early may be covered no more, or by what was made until then
        await noteCoverage(db, coverages, sender, cycleId);
      }),
    noteCoverage: ({ cycleId }) => beating(() => noteCoverage(db, coverages, sender, cycleId)),
  };
};
