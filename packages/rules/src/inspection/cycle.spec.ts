import { describe, expect, it } from '@jest/globals';
import {
  APPROVE,
  at,
  august,
  augustOpened,
  EXECUTED,
  PLANNED,
  REVIEWED,
  SUBMIT,
  SUMMARY,
  SUMMED_UP,
  SYSTEM,
} from '../../test/cycle.builder.js';
import { breachedAt, clockState, marksOf } from '../clock.js';
import { CYCLE, nextCycleStep } from './cycle.js';
import type { CycleCase, CycleStep } from './cycle-case.js';
import type { CycleClock } from './cycle-life.js';

const stateOf = (cycle: CycleCase, kind: CycleClock, now: string) =>
  clockState(
    cycle.clocks.find((clock) => clock.kind === kind)!,
    at(now),
  );

describe('a month inspected by the book', () => {
  it('goes from its plan to the accepted summary', () => {
    const cycle = august(
      ['07-20 09:00', SUBMIT],
      ['07-21 09:00', { action: 'returnPlan', planNo: 1 }],
      ['07-28 09:00', { action: 'submitPlan', planId: 'p2', hash: 'h2' }],
      ['07-30 09:00', { action: 'editPlan', planNo: 2, planId: 'p3', hash: 'h3' }],
      ['08-01 00:00', { action: 'beginExecution' }],
      ['08-10 09:00', { action: 'recordJointTest', technicians: 1 }],
      ['08-20 09:00', { action: 'recordMonthlyCall' }],
      ['08-25 09:00', { action: 'noteCoverage', complete: true }],
      ['08-31 09:00', SUMMARY],
      ['08-31 16:00', { action: 'reviewSummary', summaryId: 's1', conforming: true }],
    );
    expect(cycle).toMatchObject({
      state: 'CLOSED',
      version: 10,
      plan: { no: 3, planId: 'p3', hash: 'h3', by: 'BUREAU' },
      approvedPlan: { no: 3 },
      planSubmittedAt: at('07-20 09:00'),
      summary: { conforming: true, submittedAt: at('08-31 09:00') },
    });
    for (const clock of cycle.clocks)
      expect([clock.kind, clockState(clock, at('12-01 00:00'))]).toEqual([clock.kind, 'MET']);
  });

  it('is executed at once where its plan was approved late, and that is on record', () => {
    const cycle = august(['08-05 09:00', SUBMIT], ['08-06 09:00', APPROVE]);
    expect(cycle.state).toBe('EXECUTING');
    expect(stateOf(cycle, 'PLAN', '08-07 00:00')).toBe('MET_LATE');
  });

  it('is in time with its first version, though that was returned', () => {
    const cycle = august(
      ['07-31 23:59', SUBMIT],
      ['08-03 09:00', { action: 'returnPlan', planNo: 1 }],
      ['08-05 09:00', { action: 'submitPlan', planId: 'p2', hash: 'h2' }],
    );
    expect(stateOf(cycle, 'PLAN', '08-06 00:00')).toBe('MET');
  });
});

describe('a month in which something is missing', () => {
  it('is recalled three days before, and missed after the last day', () => {
    const told = augustOpened()
      .clocks.flatMap(marksOf)
      .map(({ clock, mark, at: instant }) => `${clock} ${mark} ${instant}`);
    expect(told.sort()).toEqual(
      [
        `PLAN WARNING_1 ${at('07-29 00:00')}`,
        `PLAN BREACH ${at('08-01 00:00')}`,
        ...['COVERAGE', 'SUMMARY', 'JOINT_TEST', 'CALL'].flatMap((clock) => [
          `${clock} WARNING_1 ${at('08-29 00:00')}`,
          `${clock} BREACH ${at('09-01 00:00')}`,
        ]),
      ].sort(),
    );
  });

  it('may have had no plan at all, and is summed up and closed', () => {
    const cycle = august(
      ['08-31 20:00', SUMMARY],
      ['09-02 09:00', { action: 'reviewSummary', summaryId: 's1', conforming: false }],
    );
    expect(cycle).toMatchObject({
      state: 'CLOSED',
      plan: null,
      approvedPlan: null,
      summary: { conforming: false },
    });
    expect(stateOf(cycle, 'PLAN', '09-03 00:00')).toBe('BREACHED');
    expect(stateOf(cycle, 'COVERAGE', '09-03 00:00')).toBe('BREACHED');
    expect(stateOf(cycle, 'SUMMARY', '09-03 00:00')).toBe('MET');
  });

  it('takes a late summary, the first version of it being the one that counts', () => {
    const cycle = august(
      ...EXECUTED,
      ['09-01 00:01', { action: 'endMonth' }],
      ['09-03 09:00', SUMMARY],
      ['09-04 09:00', { ...SUMMARY, summaryId: 's2' } as CycleStep],
    );
    expect(cycle.summary).toMatchObject({ summaryId: 's2', submittedAt: at('09-03 09:00') });
    expect(stateOf(cycle, 'SUMMARY', '09-05 00:00')).toBe('MET_LATE');
  });

  it('is closed without a summary by the bureau, once it is over', () => {
    const cycle = august(
      ...EXECUTED,
      ['09-01 00:01', { action: 'endMonth' }],
      ['09-20 09:00', { action: 'closeCycle' }],
    );
    expect(cycle).toMatchObject({ state: 'CLOSED', summary: null });
    expect(stateOf(cycle, 'SUMMARY', '09-21 00:00')).toBe('BREACHED');
  });

  it('is incomplete again when a record is rejected after the month, from then on', () => {
    const cycle = august(
      ...EXECUTED,
      ['08-31 09:00', { action: 'noteCoverage', complete: true }],
      ['09-01 00:01', { action: 'endMonth' }],
      ['09-02 09:00', { action: 'noteCoverage', complete: false }],
    );
    const coverage = cycle.clocks.find(({ kind }) => kind === 'COVERAGE')!;
    expect(breachedAt(coverage, at('09-03 00:00'))).toBe(at('09-02 09:00'));
  });

  it('counts no joint test without a technician on site', () => {
    const cycle = august(...EXECUTED, ['08-10 09:00', { action: 'recordJointTest', technicians: 0 }]);
    expect(cycle.jointTests).toBe(0);
    expect(stateOf(cycle, 'JOINT_TEST', '08-11 00:00')).toBe('RUNNING');
  });
});

describe('a month of a contract that ends early', () => {
  const endOn = (day: string): CycleStep => ({ action: 'endEarly', endsAt: at(`${day} 00:00`) });
  const kinds = ['PLAN', 'COVERAGE', 'SUMMARY', 'JOINT_TEST', 'CALL'] as const;
  const states = (cycle: CycleCase, now: string) => kinds.map((kind) => stateOf(cycle, kind, now));

  it('is over with the last day: by then its equipment was to be visited, and nothing is due after it', () => {
    const cycle = august(
      ...EXECUTED,
      ['08-05 09:00', { action: 'recordMonthlyCall' }],
      ['08-10 09:00', endOn('08-21')],
    );
    const endsAt = at('08-21 00:00');
    expect(cycle).toMatchObject({ state: 'EXECUTING', to: endsAt, lastDueAt: endsAt });
    expect(cycle.recordsUntil).toBe(at('08-24 00:00'));
    expect(states(cycle, '08-20 23:59')).toEqual(['MET', 'RUNNING', 'CANCELLED', 'CANCELLED', 'MET']);
    expect(states(cycle, '08-21 00:01')).toEqual(['MET', 'BREACHED', 'CANCELLED', 'CANCELLED', 'MET']);
    expect(nextCycleStep(cycle)).toEqual({ step: { action: 'endMonth' }, at: at('08-21 00:00') + 1 });
    const covered = CYCLE.apply(cycle, { action: 'noteCoverage', complete: true }, at('08-20 18:00'));
    expect(stateOf(covered, 'COVERAGE', '08-22 00:00')).toBe('MET');
  });

  it('is none where the contract ends before it begins, and what was late by then stays so', () => {
    const planned = august(['07-20 09:00', SUBMIT], ['07-25 09:00', endOn('08-01')]);
    expect(planned).toMatchObject({ state: 'CLOSED', closedAt: at('07-25 09:00'), to: planned.from });
    expect(states(planned, '09-02 00:00')).toEqual(['MET', ...Array<string>(4).fill('CANCELLED')]);
    expect(nextCycleStep(planned)).toBeNull();
    const late = august(['08-02 09:00', endOn('07-20')]);
    expect(late.clocks.flatMap(marksOf).map(({ clock, mark }) => `${clock} ${mark}`)).toEqual([
      'PLAN WARNING_1',
      'PLAN BREACH',
    ]);
  });

  it('is over earlier, too, where it was summed up before its end', () => {
    const cycle = august(
      ...EXECUTED,
      ['08-10 09:00', SUMMARY],
      ['08-11 10:00', { action: 'reviewSummary', summaryId: 's1', conforming: true }],
      ['08-12 09:00', endOn('08-21')],
    );
    expect(cycle).toMatchObject({ state: 'CLOSED', closedAt: at('08-11 10:00'), to: at('08-21 00:00') });
    expect(states(cycle, '08-21 00:01')).toEqual(['MET', 'BREACHED', 'MET', 'CANCELLED', 'CANCELLED']);
    const over = CYCLE.refusal(august(...REVIEWED), endOn('08-21'), SYSTEM, at('09-01 00:01'));
    expect(over?.code).toBe('CONFLICT');
  });

  it('is told so once, and ends no later than it would have', () => {
    const refusal = (day: string, ...steps: [string, CycleStep][]) =>
      CYCLE.refusal(august(...steps), endOn(day), SYSTEM, at('08-10 10:00'))?.message;
    expect(refusal('09-01')).toBe('The month 2026-08 ends no later');
    expect(refusal('08-21', ['08-10 09:00', endOn('08-21')])).toBe('The month 2026-08 ends no later');
    expect(refusal('08-15', ['08-10 09:00', endOn('08-21')])).toBeUndefined();
  });
});

describe('what the system does by itself', () => {
  it.each<[string, [string, CycleStep][], CycleStep | null, number]>([
    ['begins an approved month', PLANNED, { action: 'beginExecution' }, at('08-01 00:00')],
    ['ends one under way', EXECUTED, { action: 'endMonth' }, at('09-01 00:00') + 1],
    ['ends one without a plan', [], { action: 'endMonth' }, at('09-01 00:00') + 1],
    ['leaves one summed up to the bureau', SUMMED_UP, null, 0],
  ])('%s', (_, steps, step, instant) => {
    const cycle = august(...steps);
    const next = nextCycleStep(cycle);
    expect(next).toEqual(step && { step, at: instant });
    if (!next) return;
    expect(CYCLE.refusal(cycle, next.step, SYSTEM, next.at)).toBeNull();
    expect(CYCLE.refusal(cycle, next.step, SYSTEM, next.at - 1)?.code).toBe('CONFLICT');
  });
});
