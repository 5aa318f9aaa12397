import { formatYuan } from '../fen.js';
import type { Refusal } from '../life.js';
import { actionsBy, type Permission, refusalBy } from '../permission.js';
import type { Person } from '../role.js';
import { type InstalmentCase, type InstalmentStep, paidOf } from './instalment-case.js';
import { INSTALMENT_LIFE, type InstalmentAction } from './instalment-life.js';

const PERMISSION: Permission<InstalmentCase, InstalmentStep, 'any'> = {
  name: 'The instalment',
  table: INSTALMENT_LIFE,
  isWithinReach: () => true,
  isOver: ({ closedAt }) => closedAt !== null,
  obstacle: (instalment, step) => {
    if (step.action === 'applyForPayment' && instalment.appliedOn !== null)
      return `Its payment was applied for on ${instalment.appliedOn}`;
    if (step.action === 'recordPaymentDocument' && 'kind' in step) {
      const twice = instalment.received.find(({ kind }) => kind === step.kind);
      return twice ? `${twice.kind} was received on ${twice.receivedOn}` : null;
    }
    if (step.action === 'recordPayment' && 'amount' in step) return overpaid(instalment, step.amount ?? 0);
    return null;
  },
};

function overpaid(instalment: InstalmentCase, amount: number): string | null {
  const payable = instalment.amounts?.payable ?? 0;
  const left = payable - paidOf(instalment);
  return amount > left
    ? `${formatYuan(BigInt(amount))} yuan is more than the ${formatYuan(BigInt(left))} yuan still to be paid`
    : null;
}

/** What this person may do with the instalment as it stands at `now` (ms). */
export const instalmentActions = (
  instalment: InstalmentCase,
  person: Person,
  now: number,
): InstalmentAction[] => actionsBy(PERMISSION, instalment, person, now);

/** Why the step cannot be taken at `now` (ms) by this person, or null when it can. */
export const instalmentRefusal = (
  instalment: InstalmentCase,
  step: InstalmentStep,
  person: Person,
  now: number,
): Refusal | null => refusalBy(PERMISSION, instalment, step, person, now);
