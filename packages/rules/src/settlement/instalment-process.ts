import type { Life } from '../life.js';
import type { InstalmentCase, InstalmentStep } from './instalment-case.js';
import { instalmentRefusal } from './instalment-permission.js';
import { applyInstalmentStep } from './instalment-step.js';

/** The life of an instalment, for whatever carries cases of any kind. */
export const INSTALMENT: Life<InstalmentCase, InstalmentStep> = {
  idOf: ({ instalmentId }) => instalmentId,
  apply: applyInstalmentStep,
  refusal: instalmentRefusal,
  clocks: ({ clocks }) => clocks,
  isFinal: ({ closedAt }) => closedAt !== null,
  openUntil: () => null,
};
