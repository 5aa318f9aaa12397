import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { TicketRules } from '@zhishou/rules/ticket-case';

/** The part of a contract that a ticket takes with it for life. */
export const ticketRulesOf = (contract: Contract): TicketRules => ({
  contractVersion: contract.version,
  budgets: contract.budgets,
  warnAt: contract.warnAt,
  callbackDueMs: contract.callback.dueMs,
  callbackOpenMs: contract.callback.openMs,
});
