import type { Life } from '../life.js';
import type { HazardCase, HazardStep } from './hazard-case.js';
import { isHazardSettled } from './hazard-life.js';
import { hazardRefusal } from './hazard-permission.js';
import { applyHazardStep } from './hazard-step.js';

/** The life of a hazard, for whatever carries cases of any kind. No date is set to it: the contract names none. */
export const HAZARD: Life<HazardCase, HazardStep> = {
  idOf: ({ hazardId }) => hazardId,
  apply: applyHazardStep,
  refusal: hazardRefusal,
  clocks: () => [],
  isFinal: ({ state }) => isHazardSettled(state),
  openUntil: () => null,
};
