import type { RecordTransitionInput } from '@zhishou/messages/case-process';
import {
  MEASURE_STEP_EVENTS,
  type MeasureEventData,
  type MeasureSnapshot,
} from '@zhishou/messages/review-events';
import { TOPICS } from '@zhishou/messages/topics';
import type { CaseRecording } from '@zhishou/platform/process/recording';
import type { MeasureCase, MeasureStep } from '@zhishou/rules/inspection/measure-case';
import { followDates, tellDates } from '../alarm/dates.js';
import { tellWaits } from '../alarm/waits.js';
import type { Measure } from './measure.entity.js';
import { MEASURES } from './measure.table.js';
import { MEASURE_DATES, MEASURE_WAITS } from './measure.waits.js';

/** What a step or a mark of a measure brings about. */
export const MEASURE_RECORDING: CaseRecording<Measure, MeasureCase, MeasureStep> = {
  table: MEASURES,
  columns: (process, input) => ({ ...measureColumns(process), ...said(input) }),
  roundOf: ({ process }) => process.round,
  audited: ({ id, state, version, note, comment, closedAt, process }) => ({
    ...{ id, state, version, note, comment, closedAt },
    ...{ round: process.round, doneById: process.doneById },
  }),
  event: {
    topic: TOPICS.inspections,
    types: MEASURE_STEP_EVENTS,
    snapshot: (measure): Pick<MeasureEventData, 'measure'> => ({ measure: measureSnapshot(measure) }),
  },
  effects: async (manager, change) => {
    await followDates(manager, MEASURE_DATES, change);
    await tellWaits(manager, MEASURE_WAITS, change);
  },
  reached: (manager, measure, marks, now) => tellDates(manager, MEASURE_DATES, measure, marks, now),
};

/** The columns of a measure that follow from its case. */
export function measureColumns(
  process: MeasureCase,
): Pick<Measure, 'state' | 'version' | 'closedAt' | 'process'> {
  const { state, version, closedAt } = process;
  return { state, version, closedAt: closedAt === null ? null : new Date(closedAt), process };
}

/** The measure's public state for an event. */
export const measureSnapshot = ({ id, reviewId, dueOn, process }: Measure): MeasureSnapshot => {
  const { responsibleId, side, state, round } = process;
  return { id, reviewId, responsibleId, side, dueOn, state, round };
};

/** What was said with the step, on the row: what was done, or what the bureau makes of it. */
function said({
  step,
  details,
}: RecordTransitionInput<MeasureStep>): Partial<Pick<Measure, 'note' | 'comment'>> {
  const text = typeof details.note === 'string' ? details.note : null;
  return step.action === 'completeMeasure' ? { note: text } : { comment: text };
}
