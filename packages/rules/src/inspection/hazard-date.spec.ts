import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { marksOf } from '../clock.js';
import { HAZARD } from './hazard.js';
import { type HazardCase, type HazardStep, hazardRulesOf, openHazard } from './hazard-case.js';
import { dueDateProblem, type HazardRules, overdueSince, rectifyBy } from './hazard-date.js';

const at = (text: string): number => Date.parse(`2026-${text}+08:00`);
const CONSENT: HazardStep = { action: 'decideHazard', consent: true };
const RECTIFY: HazardStep = { action: 'rectifyHazard' };
const BACK: HazardStep = { action: 'verifyHazard', passed: false };

const RULES: HazardRules = { rectifyDays: 30, remindDays: 3 };
const opened = (rules = RULES) => openHazard('h', at('07-01T09:00'), rules);
const after = (hazard: HazardCase, ...steps: [HazardStep, string][]): HazardCase =>
  steps.reduce((one, [step, instant]) => HAZARD.apply(one, step, at(instant)), hazard);
const marks = (hazard: HazardCase) => HAZARD.clocks(hazard).flatMap((clock) => marksOf(clock));

describe('the date by which a hazard is to be rectified', () => {
  it.each<[string, HazardRules, string | undefined, string | null, string[]]>([
    ['as the contract says', RULES, undefined, '2026-08-02', ['07-31T00:00', '08-03T00:00']],
    ['as the bureau says', RULES, '2026-07-20', '2026-07-20', ['07-18T00:00', '07-21T00:00']],
    ['too near to be recalled in time', RULES, '2026-07-04', '2026-07-04', ['07-03T15:00', '07-05T00:00']],
    ['recalled by nobody', { rectifyDays: 1, remindDays: 0 }, undefined, '2026-07-04', ['07-05T00:00']],
    ['set by nobody', { rectifyDays: 0, remindDays: 3 }, undefined, null, []],
  ])('%s', (_, rules, dueDate, day, told) => {
    const hazard = after(opened(rules), [{ ...CONSENT, dueDate }, '07-03T15:00']);
    expect(rectifyBy(hazard)).toBe(day);
    expect(marks(hazard).map((mark) => mark.at)).toEqual(told.map(at));
  });

  it.each<[string, [HazardStep, string][], string | null]>([
    ['nothing done', [], '08-03T00:00'],
    ['rectified on the last day', [[RECTIFY, '08-02T23:59']], null],
    ['rectified at its very end', [[RECTIFY, '08-03T00:00']], null],
    ['rectified too late', [[RECTIFY, '08-04T10:00']], '08-03T00:00'],
    [
      'sent back before',
      [
        [RECTIFY, '07-10T10:00'],
        [BACK, '07-11T10:00'],
      ],
      '08-03T00:00',
    ],
    [
      'sent back afterwards',
      [
        [RECTIFY, '07-10T10:00'],
        [BACK, '08-05T10:00'],
      ],
      '08-05T10:00',
    ],
  ])('%s', (_, steps, overdue) => {
    const hazard = after(opened(), [CONSENT, '07-03T15:00'], ...steps);
    expect(overdueSince(hazard, at('12-01T00:00'))).toBe(overdue === null ? null : at(overdue));
    expect(overdueSince(hazard, at('07-12T00:00'))).toBeNull();
  });

  it('is none of a hazard declined, of one from before, and of a contract from before', () => {
    const declined = after(opened(), [{ action: 'decideHazard', consent: false }, '07-03T15:00']);
    expect(rectifyBy(declined)).toBeNull();
    const { clocks: _clocks, rules: _rules, ...before } = opened();
    expect(rectifyBy(after(before, [CONSENT, '07-03T15:00'], [RECTIFY, '07-04T15:00']))).toBeNull();
    expect(hazardRulesOf({})).toEqual({ rectifyDays: 0, remindDays: 0 });
  });

  it.each<[string, string | null]>([
    ['2026-07-03', null],
    ['2027-07-04', null],
    ['2026-07-02', 'lies before today, 2026-07-03'],
    ['2027-07-05', 'lies more than a year away'],
    ['2026-02-30', 'is no day, as 2026-08-12'],
    ['soon', 'is no day, as 2026-08-12'],
  ])('%s: %s', (day, problem) => {
    expect(dueDateProblem(day, at('07-03T15:00'))).toBe(problem);
  });

  it('stands whatever is done, and is missed by nobody who rectifies before its end', () => {
    const hours = fc.array(fc.integer({ min: 1, max: 40 * 24 }), { maxLength: 9 });
    fc.assert(
      fc.property(hours, (gaps) => {
        let hazard = after(opened(), [CONSENT, '07-03T15:00']);
        let now = at('07-03T15:00');
        for (const [index, gap] of gaps.entries()) {
          now += gap * 3_600_000;
          hazard = HAZARD.apply(hazard, index % 2 === 0 ? RECTIFY : BACK, now);
        }
        expect(rectifyBy(hazard)).toBe('2026-08-02');
        const isOpen = hazard.state === 'CONSENTED';
        if (now <= at('08-03T00:00')) expect(overdueSince(hazard, Infinity) !== null).toBe(isOpen);
      }),
    );
  });
});
