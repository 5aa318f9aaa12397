import type { EntityManager } from 'typeorm';
import type { Ticket } from '../ticket/ticket.entity.js';

/** Equipment and the time in which a fault of it must have been closed, ends included; ms. */
export interface ClosedBetween {
  assetCode: string;
  from: number;
  to: number;
}

export type ClosedFault = Pick<
  Ticket,
  'id' | 'number' | 'state' | 'summary' | 'assetCode' | 'unitNumbers' | 'faultType' | 'reportedAt'
> & { closedAt: Date };

const CLOSED_FAULTS = `
  SELECT asked.key, ticket.id, ticket.number, ticket.state, ticket.summary, ticket.asset_code AS "assetCode",
    ticket.unit_numbers AS "unitNumbers", ticket.fault_type AS "faultType", ticket.reported_at AS "reportedAt",
    ticket.closed_at AS "closedAt"
  FROM jsonb_to_recordset($1::jsonb) AS asked(key int, "assetCode" text, "from" timestamptz, "to" timestamptz)
  JOIN ticket ON ticket.asset_code = asked."assetCode" AND ticket.closed_at BETWEEN asked."from" AND asked."to"
  WHERE ticket.kind = 'FAULT' AND ticket.state = 'CLOSED' AND ticket.fault_type IS NOT NULL
  ORDER BY ticket.closed_at DESC, ticket.id DESC`;

/** The faults of a known type that were closed in each of these times, the latest first; one statement for them all. */
export async function closedFaults(
  manager: EntityManager,
  asked: readonly ClosedBetween[],
): Promise<ClosedFault[][]> {
  const keyed = asked.map(({ assetCode, from, to }, key) => ({
    key,
    assetCode,
    from: new Date(from),
    to: new Date(to),
  }));
  const rows = await manager.query<(ClosedFault & { key: number })[]>(CLOSED_FAULTS, [JSON.stringify(keyed)]);
  const found = asked.map((): ClosedFault[] => []);
  for (const { key, ...fault } of rows) found[key]?.push(fault);
  return found;
}
