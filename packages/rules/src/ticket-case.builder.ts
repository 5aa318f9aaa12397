import type { TicketRules } from './ticket-case.js';

/** Builders for tests. */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The clocks of the Shaoguan contract (domain §4). */
export const SHAOGUAN_RULES: TicketRules = {
  contractVersion: 'shaoguan-2026',
  budgets: {
    MAJOR: { RESPONSE: 10 * MINUTE, ONSITE: HOUR, RESOLVE: 4 * HOUR },
    GENERAL: { RESPONSE: 10 * MINUTE, ONSITE: 2 * HOUR, RESOLVE: 8 * HOUR },
    CONSULTATION: { RESPONSE: 10 * MINUTE, ONSITE: 4 * HOUR, RESOLVE: 12 * HOUR },
  },
  warnAt: [
    { mark: 'WARNING_50', numerator: 1, denominator: 2 },
    { mark: 'WARNING_80', numerator: 4, denominator: 5 },
  ],
  callbackDueMs: 3 * DAY,
  callbackOpenMs: 30 * DAY,
};
