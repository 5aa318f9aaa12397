import type { HazardCase, HazardStep } from './hazard-case.js';

function change(hazard: HazardCase, step: HazardStep, at: number): Partial<HazardCase> {
  switch (step.action) {
    case 'decideHazard':
      return step.consent
        ? { state: 'CONSENTED', decidedAt: at }
        : { state: 'DECLINED', decidedAt: at, closedAt: at };
    case 'rectifyHazard':
      return { state: 'RECTIFIED', rectifiedAt: at };
    case 'verifyHazard':
      return step.passed
        ? { state: 'CLOSED', closedAt: at }
        : { state: 'CONSENTED', round: hazard.round + 1, rectifiedAt: null };
  }
}

/** The hazard after a step taken at `at` (ms). The step must be allowed: see `hazardRefusal`. */
export const applyHazardStep = (hazard: HazardCase, step: HazardStep, at: number): HazardCase => ({
  ...hazard,
  ...change(hazard, step, at),
  version: hazard.version + 1,
});
