import type { Life } from './life.js';
import { openUntil, type TicketCase, type TicketStep } from './ticket-case.js';
import { isFinal } from './ticket-life.js';
import { refusalOf } from './ticket-permission.js';
import { applyStep } from './ticket-step.js';

/** The life of a ticket, for whatever carries cases of any kind (domain §4). */
export const TICKET: Life<TicketCase, TicketStep> = {
  idOf: ({ ticketId }) => ticketId,
  apply: applyStep,
  refusal: refusalOf,
  clocks: ({ clocks }) => clocks,
  isFinal: ({ state }) => isFinal(state),
  openUntil,
};
