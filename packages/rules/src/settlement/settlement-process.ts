import type { Life } from '../life.js';
import { actionsBy, type Permission, refusalBy } from '../permission.js';
import type { Person } from '../role.js';
import type { SettlementCase, SettlementStep } from './settlement-case.js';
import { SETTLEMENT_LIFE, type SettlementAction } from './settlement-life.js';

const PERMISSION: Permission<SettlementCase, SettlementStep, 'any'> = {
  name: 'The settlement',
  table: SETTLEMENT_LIFE,
  isWithinReach: () => true,
  isOver: ({ settledAt }) => settledAt !== null,
  obstacle: ({ base }, step) => {
    if (step.action === 'revisePrice' && base !== null) return 'A base was approved of the price as it was';
    if (step.action === 'settleContract' && step.base !== undefined && step.base !== base)
      return 'Another base was approved meanwhile: the amounts are reckoned again';
    return null;
  },
};

function change(step: SettlementStep, at: number): Partial<SettlementCase> {
  switch (step.action) {
    case 'approveSettlementBase':
      return { base: step.base };
    case 'revisePrice':
      return { total: step.total };
    case 'settleContract':
      return { state: 'SETTLED', settled: step.amounts, settledAt: at };
  }
}

/** What this person may do with the settlement as it stands at `now` (ms). */
export const settlementActions = (
  settlement: SettlementCase,
  person: Person,
  now: number,
): SettlementAction[] => actionsBy(PERMISSION, settlement, person, now);

/** The life of a contract's settlement, for whatever carries cases of any kind. */
export const SETTLEMENT: Life<SettlementCase, SettlementStep> = {
  idOf: ({ settlementId }) => settlementId,
  apply: (settlement, step, at) => ({
    ...settlement,
    ...change(step, at),
    version: settlement.version + 1,
  }),
  refusal: (settlement, step, by, now) => refusalBy(PERMISSION, settlement, step, by, now),
  clocks: () => [],
  isFinal: ({ settledAt }) => settledAt !== null,
  openUntil: () => null,
};
