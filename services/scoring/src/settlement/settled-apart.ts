import { TICKET_STEP_EVENTS, type TicketSnapshot } from '@zhishou/messages/events';
import type { EntityManager } from 'typeorm';
import { LAST_TICKETS } from '../fact/known-facts.js';

/** A fault that is covered by the bureau's judgement alone, and so settled apart (domain §4). */
export interface JudgedFault {
  ticket: TicketSnapshot;
  judgedAt: Date;
}

/** The contract's, in the order in which they were judged. */
export function judgedFaults(manager: EntityManager, contractId: string): Promise<JudgedFault[]> {
  return manager.query(
    `SELECT last.ticket, coalesce(judged.at, (last.ticket ->> 'reportedAt')::timestamptz) AS "judgedAt"
     FROM (${LAST_TICKETS}) AS last
     JOIN LATERAL (SELECT min(time) AS at FROM fact WHERE subject = last.subject AND type = $2) AS judged ON true
     WHERE last.ticket ->> 'coverage' = 'COVERED_BY_JUDGEMENT' AND last.ticket ->> 'state' <> 'CANCELLED'
     ORDER BY 2, last.subject`,
    [contractId, TICKET_STEP_EVENTS.judgeCoverage],
  );
}
