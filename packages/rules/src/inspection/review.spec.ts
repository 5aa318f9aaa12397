import { describe, expect, it } from '@jest/globals';
import { clockState, dueAt, marksOf } from '../clock.js';
import { dayEnd, dayOf } from '../month.js';
import type { Person, Role } from '../role.js';
import { REVIEW, reviewActions } from './review.js';
import { openReview, type ReviewStep } from './review-case.js';
import { reviewRolesFor } from './review-life.js';

const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const ASKED = at('2026-08-04T23:59');
const FILE: ReviewStep = { action: 'fileMajorFaultReview', reportId: 'r', hash: 'h' };
const reviews = { dueDays: 7, remindDays: 2, measureRemindDays: 3, clause: '三、1(5)' };
const asked = openReview('rvw', { version: 'v', reviews }, ASKED);
const filed = REVIEW.apply(asked, FILE, at('2026-08-11T12:00'));
const person = (role: Role): Person => ({ id: 'p', role });

describe('the review of a major fault', () => {
  it('is due at the end of the seventh day after it is asked for, and recalled two days before', () => {
    const [clock] = asked.clocks;
    expect(dueAt(clock!, ASKED)).toBe(dayEnd('2026-08-11'));
    expect(marksOf(clock!).map(({ mark, at: when }) => [mark, dayOf(when - 1)])).toEqual([
      ['WARNING_1', '2026-08-09'],
      ['BREACH', '2026-08-11'],
    ]);
  });

  it('may be recalled never', () => {
    const [clock] = openReview('rvw', { version: 'v', reviews: { ...reviews, remindDays: 0 } }, ASKED).clocks;
    expect(marksOf(clock!).map(({ mark }) => mark)).toEqual(['BREACH']);
  });

  it('is filed once, and its date is met by that', () => {
    expect(filed).toMatchObject({ state: 'FILED', version: 1, filed: { reportId: 'r', hash: 'h' } });
    expect(clockState(filed.clocks[0]!, Infinity)).toBe('MET');
    expect(REVIEW.isFinal(asked)).toBe(false);
    expect(REVIEW.isFinal(filed)).toBe(true);
    expect(REVIEW.refusal(filed, FILE, person('BUREAU_ADMIN'), 0)?.code).toBe('CONFLICT');
  });

  it.each<[Role, string[], string[]]>([
    ['BUREAU_SUPERVISOR', ['fileMajorFaultReview'], ['addMeasure']],
    ['BUREAU_ADMIN', ['fileMajorFaultReview'], ['addMeasure']],
    ['BUREAU_REPORTER', [], []],
    ['PROVIDER_DISPATCHER', [], []],
    ['PROVIDER_ENGINEER', [], []],
    ['AUDITOR', [], []],
  ])('gives %s %j while it is asked for, %j once it is filed', (role, before, after) => {
    expect(reviewActions(asked, person(role), 0)).toEqual(before);
    expect(reviewActions(filed, person(role), 0)).toEqual(after);
    for (const action of ['fileMajorFaultReview', 'addMeasure'] as const)
      expect(reviewRolesFor(action).includes(role)).toBe(before.length > 0);
  });
});
