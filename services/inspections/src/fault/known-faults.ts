import type { Severity, TicketState } from '@zhishou/rules/ticket-life';
import type { EntityManager } from 'typeorm';

/** A fault as it stood at some instant. */
export interface KnownFault {
  ticketId: string;
  number: string;
  assetCode: string | null;
  severity: Severity | null;
  state: TicketState;
  /** when it came to this state, or to what else its last step changed */
  at: Date;
  reportedAt: Date;
  repairedAt: Date | null;
  closedAt: Date | null;
  /** by its latest repair report; null before the first */
  cause: string | null;
}

const KNOWN = `
  SELECT DISTINCT ON (ticket_id) ticket_id AS "ticketId", number, asset_code AS "assetCode", severity, state, at,
         reported_at AS "reportedAt", repaired_at AS "repairedAt", closed_at AS "closedAt",
         (SELECT cause FROM fault_standing AS report
          WHERE report.ticket_id = last.ticket_id AND report.at <= $2 AND cause IS NOT NULL
          ORDER BY version DESC LIMIT 1) AS cause
  FROM fault_standing AS last WHERE contract_id = $1 AND at <= $2
  ORDER BY ticket_id, version DESC`;

/** The contract's faults as they stood then, the first reported first. */
export async function knownFaults(
  manager: EntityManager,
  contractId: string,
  by: Date,
): Promise<KnownFault[]> {
  const known = await manager.query<KnownFault[]>(KNOWN, [contractId, by]);
  return known.sort(
    (a, b) => a.reportedAt.getTime() - b.reportedAt.getTime() || (a.number < b.number ? -1 : 1),
  );
}
