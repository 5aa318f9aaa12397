import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { REPOSITORY } from '../root/repository.js';
import { failuresInWords, failuresOf } from './failures.js';
import type { JestFile } from './tally.js';

const failed = (fullName: string, ...failureMessages: string[]) => ({
  ...{ fullName, status: 'failed' },
  failureMessages,
});

const report = (...files: Partial<JestFile>[]) => ({
  ...{ numPassedTests: 1, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 },
  numRuntimeErrorTestSuites: 0,
  testResults: files.map((file, index) => ({
    ...{ name: join(REPOSITORY, `some/${index}.spec.ts`), startTime: 0, endTime: 1 },
    ...{ message: '', assertionResults: [] },
    ...file,
  })),
});

const inWords = (...files: Partial<JestFile>[]): string => failuresInWords(failuresOf(report(...files)));

describe('what failed in a test run', () => {
  it('is told by file and test with the beginning of its reason, without colours', () => {
    const long = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n');
    const passed = { fullName: 'a test that passed', status: 'passed', failureMessages: [] };
    const words = inWords({
      assertionResults: [passed, failed('one adds', `\u001b[31mred\u001b[39m\n${long}`)],
    });
    expect(words).toMatch(/^some\/0\.spec\.ts › one adds\n {2}red\n {2}line 0\n/);
    expect(words).not.toMatch(/line 30|a test that passed/);
  });

  it('is told once of tests of a file that fail for one reason', () => {
    const words = inWords({ assertionResults: ['a', 'b', 'c'].map((name) => failed(name, 'no server')) });
    expect(words).toBe('some/0.spec.ts › a (and 2 more)\n  no server\n');
  });

  it('names a file that could not be run', () => {
    expect(inWords({}, { message: 'Cannot find module' })).toBe(
      'some/1.spec.ts › could not be run\n  Cannot find module\n',
    );
  });

  it('is bounded', () => {
    expect(inWords({ message: 'x'.repeat(1_000) }).length).toBeLessThan(400);
    const many = Array.from({ length: 30 }, (_, index) => failed(`test ${index}`, `reason ${index}`));
    expect(inWords({ assertionResults: many })).toMatch(/test 19\n {2}reason 19\n\nand 10 more\n$/);
  });
});
