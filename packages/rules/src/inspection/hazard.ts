import type { Life } from '../life.js';
import type { HazardCase, HazardStep } from './hazard-case.js';
import { isHazardSettled } from './hazard-life.js';
import { hazardRefusal } from './hazard-permission.js';
import { applyHazardStep } from './hazard-step.js';

/** The life of a hazard, for whatever carries cases of any kind. */
export const HAZARD: Life<HazardCase, HazardStep> = {
  idOf: ({ hazardId }) => hazardId,
  apply: applyHazardStep,
  refusal: hazardRefusal,
  clocks: ({ clocks = [] }) => clocks,
  isFinal: ({ state }) => isHazardSettled(state),
  openUntil: () => null,
};
