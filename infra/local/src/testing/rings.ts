import type { TestStack, Variables } from './test-stack.js';

/** Tests that find the same running when they begin. */
export interface Ring {
  surroundings: (stack: TestStack) => Variables | Promise<Variables>;
  /** files of tests that may run side by side, where not the usual number */
  workers?: number;
  /** rings that use what this one leaves of the machine while it waits */
  beside?: readonly string[];
}

/** The rings of tests, innermost first; each is a project of jest.config.mjs. */
export const RINGS: Record<string, Ring> = {
  unit: { surroundings: () => ({}) },
  workflow: { surroundings: (stack) => stack.timeSkipping() },
  integration: { surroundings: (stack) => stack.servers() },
  // its contract's hours are seconds: a busier machine would miss them
  e2e: { surroundings: (stack) => stack.wholeSystem(), workers: 2 },
  // what it does to the system must meet nobody else; half of its time it waits for what it killed
  chaos: { surroundings: (stack) => stack.wholeSystem(), workers: 1, beside: ['unit', 'workflow'] },
};
