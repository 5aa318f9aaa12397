import { meetClock } from '../clock.js';
import { reopenDueClock } from './due-clock.js';
import type { HazardCase, HazardStep } from './hazard-case.js';
import { rectificationClock } from './hazard-date.js';

function change(hazard: HazardCase, step: HazardStep, at: number): Partial<HazardCase> {
  const { clocks = [] } = hazard;
  switch (step.action) {
    case 'decideHazard':
      return step.consent
        ? { state: 'CONSENTED', decidedAt: at, clocks: rectificationClock(step.dueDate, at, hazard.rules) }
        : { state: 'DECLINED', decidedAt: at, closedAt: at };
    case 'rectifyHazard':
      return { state: 'RECTIFIED', rectifiedAt: at, clocks: clocks.map((clock) => meetClock(clock, at)) };
    case 'verifyHazard':
      return step.passed
        ? { state: 'CLOSED', closedAt: at }
        : {
            ...{ state: 'CONSENTED', round: hazard.round + 1, rectifiedAt: null },
            clocks: clocks.map((clock) => reopenDueClock(clock, at)),
          };
  }
}

/** The hazard after a step taken at `at` (ms). The step must be allowed: see `hazardRefusal`. */
export const applyHazardStep = (hazard: HazardCase, step: HazardStep, at: number): HazardCase => ({
  ...hazard,
  ...change(hazard, step, at),
  version: hazard.version + 1,
});
