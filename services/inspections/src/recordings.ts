import type { AnyRecording } from '@zhishou/platform/process/recording';
import { CYCLE_RECORDING } from './cycle/cycle.recording.js';
import { HAZARD_RECORDING } from './hazard/hazard.recording.js';
import { MEASURE_RECORDING } from './measure/measure.recording.js';
import { REVIEW_RECORDING } from './review/review.recording.js';
import { VISIT_RECORDING } from './visit/visit.recording.js';

/** Every kind of case of this service, with what its steps and marks bring about. */
export const RECORDINGS: readonly AnyRecording[] = [
  CYCLE_RECORDING,
  VISIT_RECORDING,
  HAZARD_RECORDING,
  REVIEW_RECORDING,
  MEASURE_RECORDING,
];
