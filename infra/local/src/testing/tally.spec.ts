import { describe, expect, it } from '@jest/globals';
import { add, inWords, NOT_RUN, NOTHING, succeeded, tallyOf } from './tally.js';

const report = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  testResults: [],
};

describe('the tally of a test run', () => {
  it('adds the rings up and says so in one line', () => {
    const total = add(tallyOf(report), tallyOf({ ...report, numPassedTests: 2, numFailedTests: 1 }));
    expect(inWords(total)).toBe('7 passed, 1 failed');
    expect(succeeded(total)).toBe(false);
  });

  it('names skipped tests', () => {
    expect(inWords(tallyOf({ ...report, numPendingTests: 2, numTodoTests: 1 }))).toBe(
      '5 passed, 0 failed, 3 skipped',
    );
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(succeeded(tallyOf({ ...report, numRuntimeErrorTestSuites: 1 }))).toBe(false);
  });

  it('fails a run in which nothing was tested, or a ring could not start', () => {
    expect(succeeded(NOTHING)).toBe(false);
    expect(succeeded(add(tallyOf(report), NOT_RUN))).toBe(false);
  });
});
