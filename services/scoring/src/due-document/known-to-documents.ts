import type { CycleSnapshot } from '@zhishou/messages/inspection-events';
import type { ClosedFault } from '@zhishou/rules/document/due-documents';
import type { EntityManager } from 'typeorm';

/** The faults of the contract that were closed, as far as is known, in the order of their ids. */
export async function closedFaults(manager: EntityManager, contractId: string): Promise<ClosedFault[]> {
  const rows = await manager.query<{ ticketId: string; closedAt: string }[]>(
    `SELECT DISTINCT ON (subject) subject AS "ticketId", data #>> '{ticket,closedAt}' AS "closedAt" FROM fact
     WHERE contract_id = $1 AND data #>> '{ticket,kind}' = 'FAULT' AND data #>> '{ticket,state}' = 'CLOSED'
     ORDER BY subject, seq DESC`,
    [contractId],
  );
  return rows.map(({ ticketId, closedAt }) => ({ ticketId, closedAt: Date.parse(closedAt) }));
}

/** These months' inspections as last known. */
export async function inspectedMonths(
  manager: EntityManager,
  contractId: string,
  months: readonly string[],
): Promise<CycleSnapshot[]> {
  const rows = await manager.query<{ cycle: CycleSnapshot }[]>(
    `SELECT DISTINCT ON (subject) data -> 'cycle' AS cycle FROM fact
     WHERE subject = ANY($1) AND data -> 'cycle' IS NOT NULL ORDER BY subject, seq DESC`,
    [months.map((month) => `${contractId}/${month}`)],
  );
  return rows.map(({ cycle }) => cycle);
}
