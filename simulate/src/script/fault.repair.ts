import { addDays, dayOf } from '@zhishou/rules/month';
import { DISSATISFIED, FAILED_TEST_NOTES, recordOf, SATISFIED, TEST_NOTES } from '../words/fault.words.js';
import { HOUR, MINUTE } from './act.js';
import { type FaultTeller, inTime } from './fault.teller.js';
import { atWork, minutes } from './instants.js';
import { partsUsed } from './stock.script.js';

/** Repairs, and again whenever the test fails. @returns when it is closed */
export function repair(teller: FaultTeller, from: number): number {
  const { random, plan } = teller;
  const again = plan.failures > 0;
  let part = plan.late.resolve ? inTime(random, true) : random.between(0.12, again ? 0.45 : 0.85);
  let at = Math.max(from + 10 * MINUTE, teller.when('RESOLVE', part));
  for (let left = plan.failures; ; left -= 1) {
    report(teller, at);
    const tested = at + minutes(random, 8, 150);
    const passed = left === 0;
    const note = random.pick(passed ? TEST_NOTES : FAILED_TEST_NOTES);
    teller.ask(tested, 'supervisor', 'recordRecoveryTest', { passed, note });
    if (passed) return closing(teller, tested);
    teller.stoodStill(tested - at);
    part += 0.1;
    at = tested + minutes(random, 20, 45);
  }
}

function report(teller: FaultTeller, at: number): void {
  const { random, plan, engineer } = teller;
  teller.ask(at, engineer, 'fileRepairReport', {
    faultType: plan.type,
    startedAt: new Date(plan.reportedAt),
    repairedAt: new Date(at - minutes(random, 1, 4)),
    ...recordOf(random, plan.type, plan.symptom),
    sparePartsUsed: partsUsed(random, plan.type),
  });
}

/** The customer is called back. */
export function closing(teller: FaultTeller, closedAt: number): number {
  const { random, plan } = teller;
  if (plan.callback === null) return closedAt;
  const satisfied = plan.callback === 'SATISFIED';
  const comment = random.pick(satisfied ? SATISFIED : DISSATISFIED);
  const at = Math.max(closedAt + HOUR, atWork(random, addDays(dayOf(closedAt), random.whole(1, 3))));
  teller.ask(at, 'supervisor', 'recordCallback', { satisfied, comment });
  return closedAt;
}
