import { cancelClock, type ClockLedger, meetClock } from '../clock.js';
import { reopenDueClock } from './due-clock.js';
import type { MeasureCase, MeasureStep } from './measure-case.js';
import type { MeasureClock } from './measure-life.js';

type ClockStep = (clock: ClockLedger<MeasureClock>, at: number) => ClockLedger<MeasureClock>;

const onClocks = ({ clocks }: MeasureCase, at: number, step: ClockStep): ClockLedger<MeasureClock>[] =>
  clocks.map((clock) => step(clock, at));

function change(measure: MeasureCase, step: MeasureStep, at: number): Partial<MeasureCase> {
  switch (step.action) {
    case 'completeMeasure':
      return {
        state: 'DONE',
        doneById: step.byId,
        doneAt: at,
        clocks: onClocks(measure, at, meetClock),
      };
    case 'verifyMeasure':
      return step.passed
        ? { state: 'CLOSED', closedAt: at }
        : {
            state: 'OPEN',
            round: measure.round + 1,
            doneById: null,
            doneAt: null,
            clocks: onClocks(measure, at, reopenDueClock),
          };
    case 'dropMeasure':
      return { state: 'DROPPED', closedAt: at, clocks: onClocks(measure, at, cancelClock) };
  }
}

/** The measure after a step taken at `at` (ms). The step must be allowed: see `measureRefusal`. */
export const applyMeasureStep = (measure: MeasureCase, step: MeasureStep, at: number): MeasureCase => ({
  ...measure,
  ...change(measure, step, at),
  version: measure.version + 1,
});
