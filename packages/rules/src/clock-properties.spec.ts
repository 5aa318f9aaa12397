import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  cancelClock,
  type ClockLedger,
  consumedMs,
  type MarkName,
  marksOf,
  meetClock,
  openClock,
  pauseClock,
  rebudgetClock,
  reopenClock,
  resumeClock,
} from './clock.js';
import { SHAOGUAN_RULES } from './ticket-case.builder.js';

const { warnAt } = SHAOGUAN_RULES;
const OPERATIONS = {
  pause: pauseClock,
  resume: resumeClock,
  meet: meetClock,
  cancel: cancelClock,
  reopen: reopenClock,
};
type Operation = keyof typeof OPERATIONS | { budgetMs: number };

// Small numbers, so that instants meet deadlines and each other often.
const budget = fc.integer({ min: 1, max: 60 });
const gap = fc.integer({ min: 0, max: 40 });
const stoppages = fc.array(fc.tuple(fc.constantFrom<Operation[]>('pause', 'resume'), gap), { maxLength: 20 });
const anyOperation = fc.oneof(
  fc.constantFrom<Operation[]>('pause', 'resume', 'meet', 'cancel', 'reopen'),
  fc.record({ budgetMs: budget }),
);
const life = fc.array(fc.tuple(anyOperation, gap), { maxLength: 20 });

const apply = (clock: ClockLedger, operation: Operation, at: number): ClockLedger =>
  typeof operation === 'string'
    ? OPERATIONS[operation](clock, at)
    : rebudgetClock(clock, { budgetMs: operation.budgetMs, warnAt }, at);

const open = (budgetMs: number, running: boolean): ClockLedger =>
  openClock('RESOLVE', { budgetMs, warnAt }, 0, running);

/** The clock after each operation, with the instant of it. */
function* lived(
  budgetMs: number,
  operations: [Operation, number][],
  running = true,
): Generator<{ clock: ClockLedger; at: number }> {
  let [clock, at] = [open(budgetMs, running), 0];
  yield { clock, at };
  for (const [operation, after] of operations) {
    at += after;
    clock = apply(clock, operation, at);
    yield { clock, at };
  }
}

const end = (budgetMs: number, operations: [Operation, number][]) => [...lived(budgetMs, operations)].at(-1)!;
const thresholdOf = (clock: ClockLedger, mark: MarkName) => {
  const warning = warnAt.find((w) => w.mark === mark);
  return warning ? (clock.budgetMs * warning.numerator) / warning.denominator : clock.budgetMs;
};

describe('the time a clock consumed', () => {
  it('never falls, whatever happens and whenever one looks', () => {
    fc.assert(
      fc.property(budget, life, fc.array(gap), (budgetMs, operations, looks) => {
        let last = 0;
        for (const { clock, at } of lived(budgetMs, operations)) {
          const now = consumedMs(clock, at);
          expect(now).toBeGreaterThanOrEqual(last);
          last = now;
        }
        const { clock, at } = end(budgetMs, operations);
        looks.reduce((now, more) => {
          expect(consumedMs(clock, now + more)).toBeGreaterThanOrEqual(consumedMs(clock, now));
          return now + more;
        }, at);
      }),
    );
  });

  it('is the sum of its intervals, which never overlap', () => {
    fc.assert(
      fc.property(budget, life, (budgetMs, operations) => {
        const { clock, at } = end(budgetMs, operations);
        const spans = clock.intervals.map(({ from, to }) => [from, to ?? at] as const);
        expect(consumedMs(clock, at)).toBe(spans.reduce((sum, [from, to]) => sum + to - from, 0));
        const edges = spans.flat();
        expect(edges).toEqual([...edges].sort((a, b) => a - b));
      }),
    );
  });
});

describe('the marks of a clock', () => {
  it('stand exactly when more than their part of the budget is spent, however often it was paused', () => {
    fc.assert(
      fc.property(budget, stoppages, (budgetMs, operations) => {
        for (const { clock, at: now } of lived(budgetMs, operations)) {
          const standing = marksOf(clock).filter(({ at }) => at < now);
          const spent = [...warnAt.map((w) => w.mark), 'BREACH' as const].filter(
            (mark) => consumedMs(clock, now) > thresholdOf(clock, mark),
          );
          expect(standing.map(({ mark }) => mark)).toEqual(spent);
        }
      }),
    );
  });

  it('once standing, stay as they are, whatever happens later', () => {
    fc.assert(
      fc.property(budget, life, (budgetMs, operations) => {
        let standing: unknown[] = [];
        for (const { clock, at: now } of lived(budgetMs, operations)) {
          const marks = marksOf(clock);
          expect(marks).toEqual(expect.arrayContaining(standing));
          standing = marks.filter(({ at }) => at < now);
        }
      }),
    );
  });

  it('are told once each by whoever looks in between, and none is skipped once the clock has run out', () => {
    fc.assert(
      fc.property(budget, stoppages, (budgetMs, operations) => {
        const told: string[] = [];
        const tell = (clock: ClockLedger, now: number) => {
          const due = marksOf(clock).filter(({ mark, at }) => at < now && !told.includes(mark));
          told.push(...due.map(({ mark }) => mark));
        };
        for (const { clock, at } of lived(budgetMs, operations)) tell(clock, at);
        const { clock, at } = end(budgetMs, operations);
        tell(resumeClock(clock, at), at + budgetMs + 1);
        expect(told).toEqual(['WARNING_50', 'WARNING_80', 'BREACH']);
      }),
    );
  });

  it('are never earlier than a reclassification, unless they stood before it', () => {
    fc.assert(
      fc.property(budget, life, budget, (budgetMs, operations, other) => {
        const { clock, at } = end(budgetMs, operations);
        const before = marksOf(clock).filter((mark) => mark.at < at);
        const after = marksOf(apply(clock, { budgetMs: other }, at)).filter((mark) => mark.at < at);
        expect(after).toEqual(before);
      }),
    );
  });

  it('never lie where the clock stands still: met, called off, paused or waiting', () => {
    fc.assert(
      fc.property(budget, fc.boolean(), life, (budgetMs, running, operations) => {
        for (const { clock, at: now } of lived(budgetMs, operations, running)) {
          for (const { at } of marksOf(clock)) {
            if (at < now) expect(consumedMs(clock, at + 1)).toBe(consumedMs(clock, at) + 1);
            else expect(clock.intervals.at(-1)?.to).toBeNull();
          }
        }
      }),
    );
  });

  it('do not depend on which of two steps of the same instant comes first', () => {
    const stepsAtOnce = fc.constantFrom<[Operation, Operation][]>(
      ['pause', 'meet'],
      ['pause', 'cancel'],
      ['resume', 'meet'],
      ['resume', 'cancel'],
      ['meet', 'cancel'],
      ['pause', { budgetMs: 20 }],
      ['resume', { budgetMs: 20 }],
      ['meet', { budgetMs: 20 }],
      ['cancel', { budgetMs: 20 }],
    );
    fc.assert(
      fc.property(budget, stoppages, stepsAtOnce, (budgetMs, operations, [one, other]) => {
        const { clock, at } = end(budgetMs, operations);
        expect(marksOf(apply(apply(clock, one, at), other, at))).toEqual(
          marksOf(apply(apply(clock, other, at), one, at)),
        );
      }),
    );
  });
});
