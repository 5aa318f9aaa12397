import { CYCLE } from '../src/inspection/cycle.js';
import { type CycleCase, cycleRulesOf, type CycleStep, openCycle } from '../src/inspection/cycle-case.js';
import { cycleDates } from '../src/inspection/cycle-dates.js';
import { WHOLE_CONTRACT } from '../src/inspection/inspected-month.js';
import type { Person, Role } from '../src/role.js';
import { SHAOGUAN } from './inspection.builder.js';

export const person = (role: Role): Person => ({ id: role, role });
export const DISPATCHER = person('PROVIDER_DISPATCHER');
export const ENGINEER = person('PROVIDER_ENGINEER');
export const SUPERVISOR = person('BUREAU_SUPERVISOR');
export const SYSTEM = person('BOT');

/** `07-31 18:00` of 2026, in Shanghai, as an instant. */
export const at = (text: string): number => Date.parse(`2026-${text.replace(' ', 'T')}:00+08:00`);

export const AUGUST = cycleDates(SHAOGUAN, '2026-08', WHOLE_CONTRACT)!;
export const augustOpened = (): CycleCase =>
  openCycle('shaoguan-2026/2026-08', AUGUST, cycleRulesOf(SHAOGUAN));

/** Who takes a step where it does not matter who of several. */
export function taker({ action }: CycleStep): Person {
  switch (action) {
    case 'submitPlan':
    case 'submitSummary':
    case 'recordJointTest':
      return DISPATCHER;
    case 'beginExecution':
    case 'noteCoverage':
    case 'endMonth':
    case 'endEarly':
      return SYSTEM;
    case 'approvePlan':
    case 'editPlan':
    case 'returnPlan':
    case 'recordMonthlyCall':
    case 'reviewSummary':
    case 'closeCycle':
      return SUPERVISOR;
  }
}

/** August after these steps, each of which must be allowed at its instant. */
export function august(...steps: [string, CycleStep][]): CycleCase {
  return steps.reduce((cycle, [text, step]) => {
    const refusal = CYCLE.refusal(cycle, step, taker(step), at(text));
    if (refusal) throw new Error(`${text} ${step.action}: ${refusal.message}`);
    return CYCLE.apply(cycle, step, at(text));
  }, augustOpened());
}

export const SUBMIT: CycleStep = { action: 'submitPlan', planId: 'p1', hash: 'h1' };
export const APPROVE: CycleStep = { action: 'approvePlan', planNo: 1 };
export const SUMMARY: CycleStep = { action: 'submitSummary', summaryId: 's1', hash: 'h' };

export const PLANNED: [string, CycleStep][] = [
  ['07-20 09:00', SUBMIT],
  ['07-22 09:00', APPROVE],
];
export const EXECUTED: [string, CycleStep][] = [...PLANNED, ['08-01 00:00', { action: 'beginExecution' }]];
export const SUMMED_UP: [string, CycleStep][] = [...EXECUTED, ['08-30 17:00', SUMMARY]];
export const REVIEWED: [string, CycleStep][] = [
  ...SUMMED_UP,
  ['08-31 10:00', { action: 'reviewSummary', summaryId: 's1', conforming: true }],
];
