/** The life of a contract's settlement as data (domain §7; contract 附件二 一、1). */

import { type LifeRule, rolesOf } from '../life.js';
import { type Role, SYSTEM } from '../role.js';

export type SettlementState = 'RUNNING' | 'SETTLED';

export const SETTLEMENT_LIFE = {
  approveSettlementBase: { from: ['RUNNING'], by: { BUREAU_ADMIN: 'any' } },
  revisePrice: { from: ['RUNNING'], by: SYSTEM },
  settleContract: { from: ['RUNNING'], by: SYSTEM },
} as const satisfies Record<string, LifeRule<SettlementState>>;

export type SettlementAction = keyof typeof SETTLEMENT_LIFE;
export const SETTLEMENT_ACTIONS = Object.keys(SETTLEMENT_LIFE) as SettlementAction[];

/** The roles that may ever take this step of some settlement. */
export const settlementRolesFor = (action: SettlementAction): Role[] => rolesOf(SETTLEMENT_LIFE[action]);
