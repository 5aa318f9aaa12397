import { clockState } from '../src/clock.js';
import { VISIT } from '../src/inspection/visit.js';
import { openVisit, type VisitCase, type VisitStep } from '../src/inspection/visit-case.js';
import type { Person } from '../src/role.js';
import { at, AUGUST, SUPERVISOR, SYSTEM } from './cycle.builder.js';

export const LI: Person = { id: 'li', role: 'PROVIDER_ENGINEER' };
export const WANG: Person = { id: 'wang', role: 'PROVIDER_ENGINEER' };
export const opened = (): VisitCase =>
  openVisit({ visitId: 'v', cycleId: 'c', engineerId: 'li' }, AUGUST, at('07-22 09:00'));

export const record = (recordId: string): VisitStep => ({
  action: 'recordVisit',
  recordId,
  hash: `#${recordId}`,
});
export const sign = (recordId: string): VisitStep => ({ action: 'reviewVisit', recordId, sign: true });
export const reject = (recordId: string): VisitStep => ({ action: 'reviewVisit', recordId, sign: false });
export const taker = (step: VisitStep): Person =>
  step.action === 'recordVisit' ? LI : step.action === 'reviewVisit' ? SUPERVISOR : SYSTEM;

export function after(...steps: [string, VisitStep][]): VisitCase {
  return steps.reduce((visit, [text, step]) => {
    const refusal = VISIT.refusal(visit, step, taker(step), at(text));
    if (refusal) throw new Error(`${text} ${step.action}: ${refusal.message}`);
    return VISIT.apply(visit, step, at(text));
  }, opened());
}
export const clockAt = ({ clocks }: VisitCase, now: string) => clockState(clocks[0]!, at(now));
