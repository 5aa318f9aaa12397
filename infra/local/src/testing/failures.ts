import { groupBy } from '@zhishou/rules/group-by';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { REPOSITORY } from '../root/repository.js';
import type { JestReport } from './tally.js';

/** A test that failed, or a file whose tests could not be run. */
export interface Failure {
  /** from the root of the repository */
  file: string;
  /** the test's full name; none of a file that could not be run */
  test?: string;
  /** the beginning of what went wrong */
  says: string;
}

const SHOWN = 20;
const LINES = 12;
const COLUMNS = 300;

export const failuresOf = ({ testResults }: JestReport): Failure[] =>
  testResults.flatMap(({ name, message, assertionResults }) => {
    const file = relative(REPOSITORY, name);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0) return message === '' ? [] : [{ file, says: beginningOf(message) }];
    return failed.map(({ fullName, failureMessages }) => ({
      ...{ file, test: fullName },
      says: beginningOf(failureMessages.join('\n')),
    }));
  });

/** The first failures in words; tests of one file that fail for the same reason share it. */
export function failuresInWords(failures: readonly Failure[]): string {
  const reasons = groupBy(failures, ({ file, says }) => `${file}\n${says}`);
  const shown = [...reasons.values()].slice(0, SHOWN).map(([first, ...same]) => {
    const others = same.length > 0 ? ` (and ${same.length} more)` : '';
    return `${first!.file} › ${first!.test ?? 'could not be run'}${others}\n${first!.says}\n`;
  });
  const left = reasons.size > SHOWN ? [`and ${reasons.size - SHOWN} more\n`] : [];
  return [...shown, ...left].join('\n');
}

const beginningOf = (message: string): string =>
  stripVTControlCharacters(message)
    .trim()
    .split('\n')
    .slice(0, LINES)
    .map((line) => `  ${line.slice(0, COLUMNS)}`)
    .join('\n');
