import { relative } from 'node:path';
import { REPOSITORY } from '../root/repository.js';
import type { JestReport } from './tally.js';

/** A file of tests and how long it took, its set-up included. */
export interface TimedFile {
  /** from the root of the repository */
  file: string;
  seconds: number;
}

const SHOWN = 10;

export const timesOf = ({ testResults }: JestReport): TimedFile[] =>
  testResults.map(({ name, startTime, endTime }) => ({
    file: relative(REPOSITORY, name),
    seconds: (endTime - startTime) / 1000,
  }));

/** The ten that took longest, the longest first. */
export const slowest = (files: readonly TimedFile[]): TimedFile[] =>
  [...files].sort((one, other) => other.seconds - one.seconds).slice(0, SHOWN);
