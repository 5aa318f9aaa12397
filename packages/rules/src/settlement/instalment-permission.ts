import type { Refusal } from '../life.js';
import { actionsBy, type Permission, refusalBy } from '../permission.js';
import type { Person } from '../role.js';
import { type InstalmentCase, type InstalmentStep, isBegun } from './instalment-case.js';
import { overpaid } from './instalment-problem.js';
import { INSTALMENT_LIFE, type InstalmentAction } from './instalment-life.js';

const PERMISSION: Permission<InstalmentCase, InstalmentStep, 'any'> = {
  name: 'The instalment',
  table: INSTALMENT_LIFE,
  isWithinReach: () => true,
  isOver: ({ closedAt }) => closedAt !== null,
  obstacle: (instalment, step) => {
    if (step.action === 'reviseInstalment' && isBegun(instalment))
      return 'Documents were received for the amount as it was';
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
