import { describe, expect, it } from '@jest/globals';
import {
  APPROVE,
  at,
  august,
  DISPATCHER,
  ENGINEER,
  EXECUTED,
  PLANNED,
  REVIEWED,
  SUBMIT,
  SUMMARY,
  SUMMED_UP,
  SUPERVISOR,
  SYSTEM,
} from '../../test/cycle.builder.js';
import { CYCLE } from './cycle.js';
import type { CycleStep } from './cycle-case.js';
import { CYCLE_ACTIONS, cycleRolesFor } from './cycle-life.js';
import { cycleActions } from './cycle-permission.js';

describe('the rights in a month', () => {
  const RECORD = ['recordJointTest'];
  const CALL = ['recordMonthlyCall'];
  it.each<[string, [string, CycleStep][], string, string[], string[], string[], string[]]>([
    // state, steps, at, dispatcher, engineer, supervisor, system
    ['before its plan', [], '07-10 09:00', ['submitPlan'], [], [], []],
    [
      'with a plan to decide',
      [['07-20 09:00', SUBMIT]],
      '07-20 10:00',
      ['submitPlan'],
      [],
      ['approvePlan', 'editPlan', 'returnPlan'],
      [],
    ],
    [
      'with its plan returned',
      [
        ['07-20 09:00', SUBMIT],
        ['07-21 09:00', { action: 'returnPlan', planNo: 1 }],
      ],
      '07-22 09:00',
      ['submitPlan'],
      [],
      ['editPlan'],
      [],
    ],
    ['with its plan approved', PLANNED, '07-23 09:00', [], [], ['editPlan'], []],
    ['as it begins', PLANNED, '08-01 00:00', RECORD, RECORD, ['editPlan', ...CALL], ['beginExecution']],
    [
      'under way',
      EXECUTED,
      '08-10 09:00',
      [...RECORD, 'submitSummary'],
      RECORD,
      ['editPlan', ...CALL],
      ['noteCoverage'],
    ],
    ['under way without a plan', [], '08-10 09:00', ['submitPlan', ...RECORD], RECORD, CALL, []],
    [
      'without a plan on its last day',
      [],
      '08-31 09:00',
      ['submitPlan', ...RECORD, 'submitSummary'],
      RECORD,
      CALL,
      [],
    ],
    [
      'over, not yet ended',
      EXECUTED,
      '09-01 00:01',
      [...RECORD, 'submitSummary'],
      RECORD,
      CALL,
      ['noteCoverage', 'endMonth'],
    ],
    [
      'summed up',
      SUMMED_UP,
      '08-31 09:00',
      [...RECORD, 'submitSummary'],
      RECORD,
      [...CALL, 'reviewSummary'],
      ['noteCoverage'],
    ],
    [
      'over without a summary',
      [...EXECUTED, ['09-01 00:01', { action: 'endMonth' }]],
      '09-02 09:00',
      [...RECORD, 'submitSummary'],
      RECORD,
      [...CALL, 'closeCycle'],
      ['noteCoverage', 'closeCycle'],
    ],
    ['closed before its end', REVIEWED, '08-31 12:00', RECORD, RECORD, CALL, ['noteCoverage']],
    ['closed and over', REVIEWED, '09-01 00:01', [], [], [], []],
  ])('%s', (_, steps, now, dispatcher, engineer, supervisor, system) => {
    const cycle = august(...steps);
    const may = [DISPATCHER, ENGINEER, SUPERVISOR, SYSTEM].map((one) => cycleActions(cycle, one, at(now)));
    expect(may).toEqual([dispatcher, engineer, supervisor, system]);
  });

  it('of a plan are the bureau’s to decide and the provider’s to make; those who read change nothing', () => {
    const takers = new Set(CYCLE_ACTIONS.flatMap(cycleRolesFor));
    expect(takers.has('AUDITOR') || takers.has('BUREAU_REPORTER')).toBe(false);
    for (const action of [
      'approvePlan',
      'editPlan',
      'returnPlan',
      'reviewSummary',
      'recordMonthlyCall',
    ] as const)
      expect(cycleRolesFor(action)).toEqual(['BUREAU_SUPERVISOR', 'BUREAU_ADMIN']);
    expect(cycleRolesFor('submitPlan')).toEqual(['PROVIDER_DISPATCHER']);
  });

  it.each<[string, [string, CycleStep][], CycleStep, string, string, string]>([
    [
      'its own plan',
      [['07-20 09:00', SUBMIT]],
      APPROVE,
      '07-21 09:00',
      'PROVIDER_DISPATCHER',
      "FORBIDDEN The month's inspection is not yours to work on",
    ],
    [
      'a version that was replaced',
      [
        ['07-20 09:00', SUBMIT],
        ['07-21 09:00', SUBMIT],
      ],
      APPROVE,
      '07-21 10:00',
      'BUREAU_ADMIN',
      'CONFLICT Version 1 of the plan was replaced by version 2',
    ],
    [
      'twice',
      PLANNED,
      APPROVE,
      '07-22 09:00',
      'BUREAU_SUPERVISOR',
      "CONFLICT The month's inspection is PLAN_APPROVED; approving the plan is not possible now",
    ],
    [
      'a plan of a month that is over',
      [['07-20 09:00', SUBMIT]],
      APPROVE,
      '09-01 00:01',
      'BUREAU_SUPERVISOR',
      'CONFLICT The month 2026-08 is over',
    ],
    [
      'a plan for a month that is over',
      [],
      SUBMIT,
      '09-01 00:01',
      'PROVIDER_DISPATCHER',
      'CONFLICT The month 2026-08 is over',
    ],
    [
      'a plan for a closed month',
      REVIEWED,
      SUBMIT,
      '08-31 12:00',
      'PROVIDER_DISPATCHER',
      "CONFLICT The month's inspection is CLOSED; submitting a plan is not possible now",
    ],
    [
      'a call before the month',
      [],
      { action: 'recordMonthlyCall' },
      '07-31 23:59',
      'BUREAU_SUPERVISOR',
      'CONFLICT The month 2026-08 has not begun',
    ],
    [
      'a summary of a month still to be planned',
      [],
      SUMMARY,
      '08-05 09:00',
      'PROVIDER_DISPATCHER',
      'CONFLICT The month 2026-08 is still to be planned and inspected',
    ],
    [
      'a review of another summary',
      SUMMED_UP,
      { action: 'reviewSummary', summaryId: 's0', conforming: true },
      '08-31 09:00',
      'BUREAU_SUPERVISOR',
      'CONFLICT Another summary was submitted meanwhile',
    ],
    [
      'an end before the end',
      EXECUTED,
      { action: 'endMonth' },
      '09-01 00:00',
      'BOT',
      'CONFLICT The month 2026-08 is not over',
    ],
  ])('refuse %s', (_, steps, step, now, role, expected) => {
    const refusal = CYCLE.refusal(august(...steps), step, { id: 'x', role: role as 'BOT' }, at(now));
    expect(`${refusal?.code} ${refusal?.message}`).toBe(expected);
  });
});
