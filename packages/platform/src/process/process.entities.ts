import { AbandonedAttempt } from './abandoned-attempt.entity.js';
import { Mark } from './mark.entity.js';
import { Transition } from './transition.entity.js';

/** What every schema has with cases that workflows carry. */
export const PROCESS_ENTITIES = [AbandonedAttempt, Mark, Transition];
