import { describe, expect, it } from '@jest/globals';
import { repairTimeProblems } from './repair-times.js';

const MINUTE_MS = 60_000;
const NOW = Date.parse('2026-07-10T12:00:00+08:00');
/** So many minutes after the report, two hours ago. */
const at = (minutes: number) => new Date(NOW + (minutes - 120) * MINUTE_MS);
const ticket = (more: object = {}) => ({ reportedAt: at(0), startedAt: at(0), calledAt: null, ...more });
const STATED = { startedAt: at(0), repairedAt: at(60) };

const problems = (stated: object, on = ticket()) =>
  repairTimeProblems(on, { ...STATED, ...stated }, NOW).map(({ path, message }) => `${path} ${message}`);

describe('the times of a repair report', () => {
  it.each([
    ['the repair after the report', {}],
    ['a watch that is four minutes wrong', { startedAt: at(-4), repairedAt: at(-4) }],
    ['made offline, written a minute before', { madeAt: at(61) }],
    ['made offline, by a watch that is four minutes wrong', { madeAt: at(56) }],
  ])('are taken: %s', (_, stated) => {
    expect(problems(stated)).toEqual([]);
  });

  it.each([
    ['to come', { repairedAt: at(121) }, 'repairedAt lies in the future'],
    ['before its start', { startedAt: at(61) }, 'repairedAt lies before the start'],
    ['before the report', { startedAt: at(-6), repairedAt: at(-6) }, 'repairedAt lies before the report'],
    ['after the report on it', { madeAt: at(54) }, 'repairedAt lies after madeAt'],
  ])('are refused: %s', (_, stated, problem) => {
    expect(problems(stated)).toEqual([problem]);
  });

  it('are refused when the report was made before the fault began, as the bureau has it', () => {
    expect(problems({ madeAt: at(62) }, ticket({ startedAt: at(63) }))).toEqual([
      'madeAt lies before the start of the fault',
    ]);
  });
});
