import type { DriftKind } from '@zhishou/messages/reconciliation';
import { openUntil } from '@zhishou/rules/ticket-case';
import { isFinal } from '@zhishou/rules/ticket-life';
import { IS_OPEN } from '../ticket/open.condition.js';
import type { Ticket } from '../ticket/ticket.entity.js';

/** A ticket and its process that have come apart. */
export interface Drift {
  what: DriftKind;
  ticketId: string;
  /** null where there is none */
  ticket: Ticket | null;
}

/** One page of a comparison. */
export interface Compared {
  compared: number;
  drift: Drift[];
  /** null when there is no further page */
  next: string | null;
}

/** What is younger than this is still under way, and Temporal's list may not show it yet. */
export const SETTLED_AFTER_MS = 60_000;

/** Until when a workflow carries the ticket, ms: for ever until it is final, a closed fault for some time beyond. */
export function carriedUntil({ process }: Ticket): number {
  if (!isFinal(process.state)) return Infinity;
  return openUntil(process) ?? process.closedAt ?? 0;
}

/** The same, as a condition on the table `ticket`: now. */
export const CARRIED_NOW = `(
  ${IS_OPEN}
  OR ticket.state = 'CLOSED' AND ticket.kind = 'FAULT'
     AND ticket.closed_at > clock_timestamp()
       - (ticket.process #>> '{rules,callbackOpenMs}')::bigint * interval '1 millisecond')`;

/** On the table `ticket`: nothing happened to it for a while. */
export const SETTLED = `(
  coalesce((SELECT max(at) FROM transition WHERE transition.case_id = ticket.id), ticket.reported_at)
    < clock_timestamp() - interval '${SETTLED_AFTER_MS} milliseconds')`;
