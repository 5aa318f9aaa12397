import { meetClock } from '../clock.js';
import { dueOn, openDueClock } from '../inspection/due-clock.js';
import {
  type InstalmentCase,
  type InstalmentStep,
  openInstalment,
  paidOf,
  standingOfCase,
} from './instalment-case.js';

function change(instalment: InstalmentCase, step: InstalmentStep, at: number): Partial<InstalmentCase> {
  switch (step.action) {
    case 'openInstalment':
      return openInstalment({ ...instalment, amounts: step.amounts }, at);
    case 'reviseInstalment':
      return openInstalment({ ...instalment, gross: step.gross, amounts: step.amounts }, at);
    case 'recordPaymentDocument':
      return received(instalment, step, at);
    case 'applyForPayment':
      return {
        appliedOn: step.appliedOn,
        clocks: instalment.clocks.map((clock) => meetClock(clock, at)),
      };
    case 'recordPayment': {
      const { amount, paidOn } = step;
      const payments = [...instalment.payments, { amount, paidOn }];
      const isPaid = paidOf({ payments }) === instalment.amounts?.payable;
      return {
        payments,
        state: isPaid ? 'PAID' : 'PARTLY_PAID',
        closedAt: isPaid ? at : null,
        clocks: isPaid ? instalment.clocks.map((clock) => meetClock(clock, at)) : instalment.clocks,
      };
    }
  }
}

/** With the last document the term begins to run. */
function received(
  instalment: InstalmentCase,
  { kind, receivedOn }: Extract<InstalmentStep, { action: 'recordPaymentDocument' }>,
  at: number,
): Partial<InstalmentCase> {
  const after = { ...instalment, received: [...instalment.received, { kind, receivedOn }] };
  const { missing, payBy } = standingOfCase(after);
  if (missing.length > 0 || payBy === null) return { received: after.received };
  return {
    received: after.received,
    state: 'DUE',
    clocks: [openDueClock('TERM', dueOn(payBy, instalment.rules.remindDays), at)],
  };
}

/** The instalment after a step taken at `at` (ms). The step must be allowed: see `instalmentRefusal`. */
export const applyInstalmentStep = (
  instalment: InstalmentCase,
  step: InstalmentStep,
  at: number,
): InstalmentCase => ({
  ...instalment,
  ...change(instalment, step, at),
  version: instalment.version + 1,
});
