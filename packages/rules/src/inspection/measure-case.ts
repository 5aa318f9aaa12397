import type { ClockLedger } from '../clock.js';
import type { Day } from '../month.js';
import { dueOn, openDueClock } from './due-clock.js';
import type { MeasureClock, MeasureState } from './measure-life.js';

/** All that the process knows of a preventive measure. Instants in ms. */
export interface MeasureCase {
  measureId: string;
  state: MeasureState;
  /** number of steps taken */
  version: number;
  /** 1 at first; one more whenever what was done was sent back */
  round: number;
  responsibleId: string;
  side: MeasureSide;
  /** who says that it is done, where that waits for its verification, or held */
  doneById: string | null;
  doneAt: number | null;
  /** when it was verified, or dropped */
  closedAt: number | null;
  clocks: ClockLedger<MeasureClock>[];
}

/** Whose the responsible person is. */
export type MeasureSide = 'BUREAU' | 'PROVIDER';

export type MeasureStep =
  | { action: 'completeMeasure'; byId: string }
  | { action: 'verifyMeasure'; passed: boolean }
  | { action: 'dropMeasure' };

export type MeasureFacts = Pick<MeasureCase, 'measureId' | 'responsibleId' | 'side'>;

/** A measure that was set at `at` (ms), to be done by the end of its day. */
export const openMeasure = (
  facts: MeasureFacts,
  { day, remindDays }: { day: Day; remindDays: number },
  at: number,
): MeasureCase => ({
  ...facts,
  state: 'OPEN',
  version: 0,
  round: 1,
  doneById: null,
  doneAt: null,
  closedAt: null,
  clocks: [openDueClock('MEASURE', dueOn(day, remindDays), at)],
});
