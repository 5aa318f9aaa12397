import { describe, expect, it } from '@jest/globals';
import { at, AUGUST, person, SUPERVISOR, SYSTEM } from '../../test/cycle.builder.js';
import { after, clockAt, LI, opened, record, reject, sign, WANG } from '../../test/visit.builder.js';
import { breachedAt } from '../clock.js';
import type { Person } from '../role.js';
import { nextVisitStep, VISIT } from './visit.js';
import { isCompleted, openVisit, type VisitStep } from './visit-case.js';
import { VISIT_ACTIONS, visitRolesFor } from './visit-life.js';
import { visitActions } from './visit-permission.js';

describe('a visit', () => {
  it('is recorded on any day of its month, signed, and then over', () => {
    const visit = after(['08-31 23:59', record('r1')], ['09-04 09:00', sign('r1')]);
    expect(visit).toMatchObject({
      state: 'SIGNED',
      round: 1,
      closedAt: at('09-04 09:00'),
      rounds: [
        {
          recordId: 'r1',
          hash: '#r1',
          madeAt: null,
          recordedAt: at('08-31 23:59'),
          reviewedAt: at('09-04 09:00'),
          signed: true,
        },
      ],
    });
    expect(clockAt(visit, '10-01 00:00')).toBe('MET');
    expect(isCompleted(visit)).toBe(true);
    expect(VISIT.isFinal(visit)).toBe(true);
  });

  it('rejected, is done again in the next round, and what was rejected is kept', () => {
    const visit = after(
      ['08-10 09:00', record('r1')],
      ['08-11 09:00', reject('r1')],
      ['08-14 09:00', record('r2')],
      ['08-15 09:00', sign('r2')],
    );
    expect(visit).toMatchObject({
      state: 'SIGNED',
      round: 2,
      rounds: [
        { recordId: 'r1', signed: false },
        { recordId: 'r2', signed: true },
      ],
    });
    expect(clockAt(visit, '10-01 00:00')).toBe('MET');
  });

  it('made offline, keeps when it was written beside when it arrived', () => {
    const step: VisitStep = { action: 'recordVisit', recordId: 'r1', hash: '#', madeAt: at('08-09 15:00') };
    expect(after(['08-10 09:00', step]).rounds[0]).toMatchObject({
      madeAt: at('08-09 15:00'),
      recordedAt: at('08-10 09:00'),
    });
  });

  it('written in its month and arrived after it, is on file and late', () => {
    const late = (recordId: string): VisitStep => ({
      ...{ action: 'recordVisit', recordId, hash: '#', madeAt: at('08-31 15:00') },
    });
    const visit = after(['09-03 09:00', late('r1')], ['09-08 09:00', sign('r1')]);
    expect(visit).toMatchObject({ state: 'SIGNED', rounds: [{ recordedAt: at('09-03 09:00') }] });
    expect(isCompleted(visit)).toBe(false);
    expect(clockAt(visit, '10-01 00:00')).toBe('MET_LATE');
    expect(VISIT.refusal(opened(), late('r1'), LI, at('09-04 00:01'))?.code).toBe('CONFLICT');
    const written = { ...late('r1'), madeAt: at('09-01 00:01') };
    expect(VISIT.refusal(opened(), written, LI, at('09-01 09:00'))?.code).toBe('CONFLICT');
  });

  it('opened before late records were taken, ends with its month', () => {
    const { recordsUntil: _left, ...dates } = AUGUST;
    const visit = openVisit({ visitId: 'v', cycleId: 'c', engineerId: 'li' }, dates, at('07-22 09:00'));
    expect(nextVisitStep(visit)).toEqual({ step: { action: 'endMonth' }, at: AUGUST.to + 1 });
  });

  it.each<[string, [string, VisitStep][], string]>([
    ['was never recorded', [['09-04 00:01', { action: 'endMonth' }]], '09-01 00:00'],
    [
      'was rejected and not done again',
      [
        ['08-10 09:00', record('r1')],
        ['08-30 09:00', reject('r1')],
        ['09-04 00:01', { action: 'endMonth' }],
      ],
      '09-01 00:00',
    ],
    [
      'was rejected after the month',
      [
        ['08-10 09:00', record('r1')],
        ['09-02 09:00', reject('r1')],
      ],
      '09-02 09:00',
    ],
  ])('is not completed when it %s, and then over', (_, steps, since) => {
    const visit = after(...steps);
    expect(isCompleted(visit)).toBe(false);
    expect(breachedAt(visit.clocks[0]!, at('10-01 00:00'))).toBe(at(since));
    expect(VISIT.isFinal(visit)).toBe(true);
    expect(VISIT.refusal(visit, record('r9'), LI, at('09-05 09:00'))?.code).toBe('CONFLICT');
  });

  it('of a contract that ends early, takes no record after the last day', () => {
    const endEarly: VisitStep = { action: 'endEarly', endsAt: at('08-21 00:00') };
    const ended = after(['08-10 09:00', endEarly]);
    const written = { ...record('r1'), madeAt: at('08-20 17:00') } as VisitStep;
    expect(VISIT.refusal(ended, record('r1'), LI, at('08-21 00:01'))?.code).toBe('CONFLICT');
    expect(VISIT.refusal(ended, written, LI, at('08-23 09:00'))).toBeNull();
    expect(VISIT.refusal(ended, written, LI, at('08-24 00:01'))?.code).toBe('CONFLICT');
    expect(breachedAt(ended.clocks[0]!, at('08-22 00:00'))).toBe(at('08-21 00:00'));
    expect(nextVisitStep(ended)?.at).toBe(at('08-24 00:00') + 1);
    expect(VISIT.refusal(ended, endEarly, SYSTEM, at('08-10 10:00'))?.code).toBe('CONFLICT');
    const inTime = after(['08-20 09:00', record('r1')], ['08-25 09:00', endEarly]);
    expect([isCompleted(inTime), clockAt(inTime, '10-01 00:00')]).toEqual([true, 'MET']);
  });

  it('recorded after a last day that was told only afterwards, is not completed from then on', () => {
    const visit = after(
      ['08-24 09:00', record('r1')],
      ['08-25 09:00', { action: 'endEarly', endsAt: at('08-21 00:00') }],
      ['08-26 09:00', sign('r1')],
    );
    expect(isCompleted(visit)).toBe(false);
    expect(breachedAt(visit.clocks[0]!, at('10-01 00:00'))).toBe(at('08-25 09:00'));
  });

  it('called off with a new version of the plan, is missed by nobody', () => {
    const visit = after(['08-05 09:00', { action: 'cancelVisit' }]);
    expect(clockAt(visit, '10-01 00:00')).toBe('CANCELLED');
    expect(VISIT.isFinal(visit)).toBe(true);
  });

  it('given to another engineer, is his', () => {
    const visit = after(['08-05 09:00', { action: 'replanVisit', engineerId: 'wang' }]);
    expect(VISIT.refusal(visit, record('r1'), LI, at('08-06 09:00'))?.code).toBe('FORBIDDEN');
    expect(VISIT.refusal(visit, record('r1'), WANG, at('08-06 09:00'))).toBeNull();
  });
});

describe('the rights on a visit', () => {
  it.each<[string, [string, VisitStep][], string, string[], string[], string[]]>([
    // state, steps, at, its engineer, supervisor, system
    ['before its month', [], '07-25 09:00', [], [], ['replanVisit', 'cancelVisit']],
    ['planned', [], '08-10 09:00', ['recordVisit'], [], ['replanVisit', 'cancelVisit']],
    ['recorded', [['08-10 09:00', record('r1')]], '08-11 09:00', [], ['reviewVisit'], []],
    ['recorded, its month over', [['08-10 09:00', record('r1')]], '09-11 09:00', [], ['reviewVisit'], []],
    [
      'rejected',
      [
        ['08-10 09:00', record('r1')],
        ['08-11 09:00', reject('r1')],
      ],
      '08-12 09:00',
      ['recordVisit'],
      [],
      ['replanVisit'],
    ],
    ['planned, its month over', [], '09-01 00:01', ['recordVisit'], [], []],
    ['planned, its month over for days', [], '09-04 00:01', [], [], ['endMonth']],
    [
      'signed',
      [
        ['08-10 09:00', record('r1')],
        ['08-11 09:00', sign('r1')],
      ],
      '08-12 09:00',
      [],
      [],
      [],
    ],
  ])('%s', (_, steps, now, engineer, supervisor, system) => {
    const visit = after(...steps);
    const may = [LI, SUPERVISOR, SYSTEM].map((one) => visitActions(visit, one, at(now)));
    expect(may).toEqual([engineer, supervisor, system]);
    for (const other of [WANG, person('PROVIDER_DISPATCHER'), person('BUREAU_REPORTER'), person('AUDITOR')])
      expect(visitActions(visit, other, at(now))).toEqual([]);
  });

  it('are nobody’s who only reads', () => {
    expect(VISIT_ACTIONS.map((action) => [action, visitRolesFor(action)])).toEqual([
      ['recordVisit', ['PROVIDER_ENGINEER']],
      ['reviewVisit', ['BUREAU_SUPERVISOR', 'BUREAU_ADMIN']],
      ['replanVisit', ['BOT']],
      ['cancelVisit', ['BOT']],
      ['endMonth', ['BOT']],
      ['endEarly', ['BOT']],
    ]);
  });

  it.each<[string, [string, VisitStep][], VisitStep, Person, string, string]>([
    [
      'another engineer',
      [],
      record('r1'),
      WANG,
      '08-10 09:00',
      'FORBIDDEN The visit is not yours to work on',
    ],
    [
      'a record before the month',
      [],
      record('r1'),
      LI,
      '07-31 23:59',
      "CONFLICT The visit's month has not begun",
    ],
    [
      'a record after the month',
      [],
      record('r1'),
      LI,
      '09-01 00:01',
      "CONFLICT The visit's month is over: it was not completed",
    ],
    [
      'a second record before the first is reviewed',
      [['08-10 09:00', record('r1')]],
      record('r2'),
      LI,
      '08-10 10:00',
      'CONFLICT The visit is RECORDED; recordVisit is not possible now',
    ],
    [
      'a review of a record that was redone',
      [
        ['08-10 09:00', record('r1')],
        ['08-11 09:00', reject('r1')],
        ['08-12 09:00', record('r2')],
      ],
      sign('r1'),
      SUPERVISOR,
      '08-13 09:00',
      'CONFLICT The visit was recorded again meanwhile',
    ],
    [
      'a change of what is signed',
      [
        ['08-10 09:00', record('r1')],
        ['08-11 09:00', sign('r1')],
      ],
      reject('r1'),
      SUPERVISOR,
      '08-12 09:00',
      'CONFLICT The visit is SIGNED; reviewVisit is not possible now',
    ],
  ])('refuse %s', (_, steps, step, by, now, expected) => {
    const refusal = VISIT.refusal(after(...steps), step, by, at(now));
    expect(`${refusal?.code} ${refusal?.message}`).toBe(expected);
  });
});
