import type { Surroundings } from './surroundings.js';

/** One line of what the doctor says. */
export interface Finding {
  /** what was looked at */
  about: string;
  ok: boolean;
  /** in words, for whoever runs the system */
  says: string;
  /** the same for programs */
  data?: unknown;
}

/** Looks at one thing. What it throws becomes a finding too. */
export type Check = (surroundings: Surroundings) => Promise<Finding[]>;

/** `3 min`, rounded down. */
export function duration(seconds: number): string {
  if (seconds < 120) return `${Math.floor(seconds)} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h`;
}

/** `1 event`, `2 events`. */
export const many = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;
