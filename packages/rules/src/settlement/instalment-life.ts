/** The life of an instalment as data (domain §7; contract 附件二 一、1). */

import { type LifeRule, rolesOf } from '../life.js';
import { DECIDERS, type Role, SYSTEM } from '../role.js';
import type { InstalmentState } from './instalment.js';

export type InstalmentClock = 'TERM';

export const INSTALMENT_LIFE = {
  reviseInstalment: { from: ['NOT_OPEN', 'WAITING'], by: SYSTEM },
  openInstalment: { from: ['NOT_OPEN'], by: SYSTEM },
  recordPaymentDocument: { from: ['WAITING'], by: DECIDERS },
  applyForPayment: { from: ['DUE', 'PARTLY_PAID'], by: DECIDERS },
  recordPayment: { from: ['DUE', 'PARTLY_PAID'], by: DECIDERS },
} as const satisfies Record<string, LifeRule<InstalmentState>>;

export type InstalmentAction = keyof typeof INSTALMENT_LIFE;
export const INSTALMENT_ACTIONS = Object.keys(INSTALMENT_LIFE) as InstalmentAction[];

/** The roles that may ever take this step of some instalment. */
export const instalmentRolesFor = (action: InstalmentAction): Role[] => rolesOf(INSTALMENT_LIFE[action]);
