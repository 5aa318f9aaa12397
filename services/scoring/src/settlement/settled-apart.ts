import { TICKET_STEP_EVENTS, type TicketSnapshot } from '@zhishou/messages/events';
import type { EntityManager } from 'typeorm';

/** A fault that is covered by the bureau's judgement alone, and so settled apart (domain §4). */
export interface JudgedFault {
  ticket: TicketSnapshot;
  judgedAt: Date;
}

/** The contract's, in the order in which they were judged. */
export function judgedFaults(manager: EntityManager, contractId: string): Promise<JudgedFault[]> {
  return manager.query(
    `SELECT last.ticket, coalesce(judged.at, (last.ticket ->> 'reportedAt')::timestamptz) AS "judgedAt"
     FROM (SELECT DISTINCT ON (subject) subject, data -> 'ticket' AS ticket FROM fact
           WHERE contract_id = $1 AND data -> 'ticket' IS NOT NULL ORDER BY subject, seq DESC) AS last
     JOIN LATERAL (SELECT min(time) AS at FROM fact WHERE subject = last.subject AND type = $2) AS judged ON true
     WHERE last.ticket ->> 'coverage' = 'COVERED_BY_JUDGEMENT' AND last.ticket ->> 'state' <> 'CANCELLED'
     ORDER BY 2, last.subject`,
    [contractId, TICKET_STEP_EVENTS.judgeCoverage],
  );
}
