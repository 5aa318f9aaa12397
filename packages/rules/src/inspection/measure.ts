import type { Life } from '../life.js';
import type { MeasureCase, MeasureStep } from './measure-case.js';
import { measureRefusal } from './measure-permission.js';
import { applyMeasureStep } from './measure-step.js';

/** The life of a preventive measure, for whatever carries cases of any kind. */
export const MEASURE: Life<MeasureCase, MeasureStep> = {
  idOf: ({ measureId }) => measureId,
  apply: applyMeasureStep,
  refusal: measureRefusal,
  clocks: ({ clocks }) => clocks,
  isFinal: ({ closedAt }) => closedAt !== null,
  openUntil: () => null,
};
