import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { REPOSITORY } from '../root/repository.js';
import { slowest, timesOf } from './slowest-files.js';

const report = (times: number[]) => ({
  numPassedTests: times.length,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  testResults: times.map((took, index) => ({
    name: join(REPOSITORY, `some/${index}.spec.ts`),
    startTime: 1_000,
    endTime: 1_000 + took,
    message: '',
    assertionResults: [],
  })),
});

describe('the slowest files of a test run', () => {
  it('are the ten that took longest, by their place in the repository', () => {
    const times = [3, 12, 1, 7, 5, 9, 2, 11, 4, 8, 6, 10].map((seconds) => seconds * 1_000);
    const shown = slowest(timesOf(report(times)));
    expect(shown.map(({ seconds }) => seconds)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
    expect(shown[0]).toEqual({ file: 'some/1.spec.ts', seconds: 12 });
  });
});
