import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attendanceGaps, countedTurns, gapsAhead, rosterGaps, rosterProblems } from './roster.js';

const TASK = { from: 0, to: 72 };
const shift = (personId: string, from: number, to: number) => ({ personId, from, to });

describe('a roster around the clock', () => {
  it.each<[string, ReturnType<typeof shift>[], [number, number][]]>([
    ['nobody', [], [[0, 72]]],
    ['one turn after the other', [shift('a', 0, 24), shift('b', 24, 72)], []],
    ['turns in any order that overlap', [shift('b', 20, 80), shift('a', -5, 30)], []],
    [
      'a turn that begins late, and none at the end',
      [shift('a', 8, 24), shift('b', 24, 60)],
      [
        [0, 8],
        [60, 72],
      ],
    ],
    ['turns outside the task', [shift('a', 80, 90), shift('b', -9, 0)], [[0, 72]]],
  ])('with %s leaves %j', (_, shifts, gaps) => {
    expect(rosterGaps(TASK, shifts).map(({ from, to }) => [from, to])).toEqual(gaps);
  });

  it('has a gap exactly where nobody is on duty', () => {
    const hour = fc.integer({ min: -5, max: 80 });
    fc.assert(
      fc.property(fc.array(fc.tuple(hour, hour)), (turns) => {
        const shifts = turns.map(([one, other]) => shift('a', Math.min(one, other), Math.max(one, other)));
        const gaps = rosterGaps(TASK, shifts);
        const within = (at: number) => (span: { from: number; to: number }) =>
          span.from <= at && at < span.to;
        for (let at = TASK.from; at < TASK.to; at += 1)
          expect(gaps.some(within(at))).toBe(!shifts.some(within(at)));
        expect(gaps.every(({ from, to }) => from < to)).toBe(true);
      }),
    );
  });

  it.each<[string, string[], number, [number, number][]]>([
    ['before it, all there', ['a', 'b'], -9, []],
    ['before it, one gone', ['b'], -9, [[0, 24]]],
    ['one gone on his turn', ['b'], 10, [[10, 24]]],
    ['one gone after his turn', ['b'], 30, []],
    ['both gone', [], 30, [[30, 72]]],
    ['when it is over', [], 72, []],
  ])('%s: nobody but %j leaves at %d ahead %j', (_, there, now, ahead) => {
    const turns = countedTurns([shift('a', 0, 24), shift('b', 24, 72)], new Set(there), now);
    expect(gapsAhead(TASK, turns, now).map(({ from, to }) => [from, to])).toEqual(ahead);
  });

  it('is kept by those who came, up to now', () => {
    const came = [
      { from: 1, to: 24 },
      { from: 26, to: null },
    ];
    expect(attendanceGaps(TASK, came, 40)).toEqual([
      { from: 0, to: 1 },
      { from: 24, to: 26 },
    ]);
    expect(attendanceGaps(TASK, came, 25)).toEqual([
      { from: 0, to: 1 },
      { from: 24, to: 25 },
    ]);
    expect(attendanceGaps(TASK, [], -1)).toEqual([]);
  });

  it.each<[string, ReturnType<typeof shift>[], string[]]>([
    ['turns that follow each other', [shift('a', 24, 48), shift('a', 0, 24), shift('b', 0, 72)], []],
    [
      'a person in two turns at once',
      [shift('a', 20, 30), shift('b', 0, 9), shift('a', 0, 24)],
      ['shifts.0.personId is in shifts.2 at that time'],
    ],
    [
      'a long turn over two short ones',
      [shift('a', 0, 60), shift('a', 5, 6), shift('a', 50, 70)],
      ['shifts.1.personId is in shifts.0 at that time', 'shifts.2.personId is in shifts.0 at that time'],
    ],
    ['a turn that ends as it begins', [shift('a', 5, 5)], ['shifts.0.to is not after its beginning']],
    ['a turn after the task', [shift('a', 72, 80)], ['shifts.0.from lies outside the task']],
    [
      'somebody without NDA',
      [shift('c', 0, 8)],
      ['shifts.0.personId is nobody of the provider with a signed non-disclosure agreement'],
    ],
  ])('of %s tells %j', (_, shifts, problems) => {
    const told = rosterProblems(TASK, shifts, ['a', 'b']).map(({ path, message }) => `${path} ${message}`);
    expect(told).toEqual(problems);
  });
});
