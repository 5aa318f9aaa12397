import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { breachedAt, clockState, marksOf } from '../clock.js';
import { DAY_MS, dayEnd } from '../month.js';
import type { Person } from '../role.js';
import { MEASURE } from './measure.js';
import { type MeasureCase, type MeasureStep, openMeasure } from './measure-case.js';
import { MEASURE_ACTIONS, measureRolesFor } from './measure-life.js';
import { measureActions } from './measure-permission.js';

const DUE = dayEnd('2026-08-20');
const SET = DUE - 10 * DAY_MS;
const DAY = (day: number): number => SET + day * DAY_MS;

const RESPONSIBLE: Person = { id: 'r', role: 'PROVIDER_ENGINEER' };
const COLLEAGUE: Person = { id: 'c', role: 'PROVIDER_ENGINEER' };
const DISPATCHER: Person = { id: 'd', role: 'PROVIDER_DISPATCHER' };
const SUPERVISOR: Person = { id: 's', role: 'BUREAU_SUPERVISOR' };
const ADMIN: Person = { id: 'a', role: 'BUREAU_ADMIN' };
const REPORTER: Person = { id: 'p', role: 'BUREAU_REPORTER' };
const AUDITOR: Person = { id: 'x', role: 'AUDITOR' };

const done = ({ id }: Person): MeasureStep => ({ action: 'completeMeasure', byId: id });
const PASS: MeasureStep = { action: 'verifyMeasure', passed: true };
const FAIL: MeasureStep = { action: 'verifyMeasure', passed: false };
const DROP: MeasureStep = { action: 'dropMeasure' };

/** Set ten days before it is due; one step a day. */
const of = ({ id, role }: Person, ...steps: [day: number, step: MeasureStep][]): MeasureCase =>
  steps.reduce(
    (measure, [day, step]) => MEASURE.apply(measure, step, DAY(day)),
    openMeasure(
      { measureId: 'm', responsibleId: id, side: role.startsWith('BUREAU') ? 'BUREAU' : 'PROVIDER' },
      { day: '2026-08-20', remindDays: 3 },
      SET,
    ),
  );
const DONE = done(RESPONSIBLE);

describe('a measure', () => {
  it.each<[string, [number, MeasureStep][], Partial<MeasureCase>, string]>([
    ['open', [], { state: 'OPEN', round: 1, doneAt: null, closedAt: null }, 'RUNNING'],
    ['done', [[1, DONE]], { state: 'DONE', doneById: 'r', doneAt: DAY(1), closedAt: null }, 'MET'],
    [
      'sent back',
      [
        [1, DONE],
        [2, FAIL],
      ],
      { state: 'OPEN', round: 2, doneById: null, doneAt: null },
      'RUNNING',
    ],
    [
      'verified',
      [
        [1, DONE],
        [2, PASS],
      ],
      { state: 'CLOSED', doneById: 'r', closedAt: DAY(2) },
      'MET',
    ],
    ['dropped', [[1, DROP]], { state: 'DROPPED', doneAt: null, closedAt: DAY(1) }, 'CANCELLED'],
    [
      'done in time and sent back late',
      [
        [9, DONE],
        [12, FAIL],
      ],
      { state: 'OPEN', round: 2 },
      'BREACHED',
    ],
    ['done late', [[11, DONE]], { state: 'DONE' }, 'MET_LATE'],
    ['dropped late', [[11, DROP]], { state: 'DROPPED' }, 'BREACHED'],
  ])('%s', (_, steps, expected, clock) => {
    const measure = of(RESPONSIBLE, ...steps);
    expect(measure).toMatchObject({ ...expected, version: steps.length });
    expect(MEASURE.isFinal(measure)).toBe(measure.closedAt !== null);
    expect(clockState(measure.clocks[0]!, DAY(20))).toBe(
      // nothing was done about it until long after its day
      clock === 'RUNNING' ? 'BREACHED' : clock,
    );
  });

  it('is in time until the end of its day, and recalled three days before', () => {
    const [clock] = of(RESPONSIBLE).clocks;
    expect(marksOf(clock!).map(({ mark, at }) => [mark, at])).toEqual([
      ['WARNING_1', DUE - 3 * DAY_MS],
      ['BREACH', DUE],
    ]);
    expect(breachedAt(of(RESPONSIBLE, [10, DONE]).clocks[0]!, DAY(20))).toBeNull();
  });

  it.each<[string, Person, MeasureCase, string[]]>([
    ['the responsible engineer', RESPONSIBLE, of(RESPONSIBLE), ['completeMeasure']],
    ["the responsible engineer's colleague", COLLEAGUE, of(RESPONSIBLE), []],
    ['the dispatcher, for people of the provider', DISPATCHER, of(RESPONSIBLE), ['completeMeasure']],
    ['the dispatcher, for people of the bureau', DISPATCHER, of(REPORTER), []],
    ['a responsible reporter', REPORTER, of(REPORTER), ['completeMeasure']],
    ['a supervisor, of a measure of others', SUPERVISOR, of(REPORTER), ['dropMeasure']],
    ['a responsible supervisor', SUPERVISOR, of(SUPERVISOR), ['completeMeasure', 'dropMeasure']],
    ['a supervisor, of what others have done', SUPERVISOR, of(ADMIN, [1, done(ADMIN)]), ['verifyMeasure']],
    ['a supervisor who has done it', SUPERVISOR, of(SUPERVISOR, [1, done(SUPERVISOR)]), []],
    ['the provider, of what it has done', RESPONSIBLE, of(RESPONSIBLE, [1, DONE]), []],
    ['a supervisor, of what was verified', SUPERVISOR, of(RESPONSIBLE, [1, DONE], [2, PASS]), []],
    ['a supervisor, of what was dropped', SUPERVISOR, of(RESPONSIBLE, [1, DROP]), []],
    ['an auditor', AUDITOR, of(RESPONSIBLE), []],
  ])('%s', (_, person, measure, actions) => {
    expect(measureActions(measure, person, DAY(3))).toEqual(actions);
  });

  it('says why not', () => {
    expect(MEASURE.refusal(of(SUPERVISOR, [1, done(SUPERVISOR)]), PASS, SUPERVISOR, DAY(2))).toEqual({
      code: 'FORBIDDEN',
      message: 'The measure is not yours to work on',
    });
    expect(MEASURE.refusal(of(RESPONSIBLE), PASS, SUPERVISOR, DAY(2))).toEqual({
      code: 'CONFLICT',
      message: 'The measure is OPEN; verifyMeasure is not possible now',
    });
    expect(MEASURE_ACTIONS.filter((action) => measureRolesFor(action).includes('AUDITOR'))).toEqual([]);
  });

  it('is never verified by who has done it, and ends once, whatever is tried by whom', () => {
    const people = [RESPONSIBLE, DISPATCHER, SUPERVISOR, ADMIN, REPORTER, AUDITOR];
    const tries = fc.array(fc.tuple(fc.constantFrom(...people), fc.constantFrom('done', PASS, FAIL, DROP)), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(fc.constantFrom(...people.slice(0, 5)), tries, (responsible, all) => {
        let measure = of(responsible);
        for (const [by, tried] of all) {
          const step = tried === 'done' ? done(by) : (tried as MeasureStep);
          const wasFinal = MEASURE.isFinal(measure);
          const refusal = MEASURE.refusal(measure, step, by, SET);
          if (wasFinal) expect(refusal).not.toBeNull();
          if (refusal) continue;
          if (step.action === 'verifyMeasure') expect(measure.doneById).not.toBe(by.id);
          measure = MEASURE.apply(measure, step, SET);
        }
        if (measure.state === 'CLOSED') expect(measure.doneAt).not.toBeNull();
      }),
    );
  });
});
