import { HAZARD_STEP_EVENTS, type HazardEventData } from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import type { CaseRecording } from '@zhishou/platform/process/recording';
import type { HazardCase, HazardStep } from '@zhishou/rules/inspection/hazard-case';
import { followDates, tellDates } from '../alarm/dates.js';
import { tellWaits } from '../alarm/waits.js';
import { Finding } from '../finding/finding.entity.js';
import { rectifyBy } from '@zhishou/rules/inspection/hazard-date';
import type { Hazard } from './hazard.entity.js';
import { HAZARDS } from './hazard.table.js';
import { HAZARD_DATES, HAZARD_WAITS } from './hazard.waits.js';

/** What a step or a mark of a hazard brings about. */
export const HAZARD_RECORDING: CaseRecording<Hazard, HazardCase, HazardStep> = {
  table: HAZARDS,
  columns: hazardColumns,
  roundOf: ({ process }) => process.round,
  audited: ({ id, state, version, closedAt, process }) => ({
    id,
    state,
    version,
    closedAt,
    round: process.round,
    dueDate: rectifyBy(process),
  }),
  event: {
    topic: TOPICS.inspections,
    types: HAZARD_STEP_EVENTS,
    snapshot: async ({ id, state, process }, _at, manager): Promise<Omit<HazardEventData, 'step' | 'by'>> => {
      const { cycleId } = await manager.findOneByOrFail(Finding, { id });
      const { round } = process;
      return { findingId: id, cycleId, state, round, dueDate: rectifyBy(process) };
    },
  },
  effects: async (manager, change) => {
    await followDates(manager, HAZARD_DATES, change);
    await tellWaits(manager, HAZARD_WAITS, change);
  },
  reached: (manager, hazard, marks, now) => tellDates(manager, HAZARD_DATES, hazard, marks, now),
};

/** The columns of a hazard that follow from its case. */
export function hazardColumns(process: HazardCase): Partial<Hazard> {
  const { state, version, closedAt } = process;
  return { state, version, closedAt: closedAt === null ? null : new Date(closedAt), process };
}
