import { PEOPLE } from '@zhishou/testkit/people';
import { repairRecord } from './ticket.view.js';
import type { TicketsWorld } from './tickets.world.js';

/** Puts on file, as the worker would, that a fault was repaired and tested; accepted and supported first if need be. */
export async function repaired(
  world: TicketsWorld,
  ticketId: string,
  { faultType = 'POWER', passed = true } = {},
): Promise<void> {
  const [ticket] = await world.rows<{ state: string }>('SELECT state FROM ticket WHERE id = $1', [ticketId]);
  const engineerId = PEOPLE.engineer.id;
  if (ticket?.state === 'REPORTED') {
    await world.record('dispatcher', ticketId, { action: 'acceptTicket', engineerId });
    await world.record('engineer', ticketId, { action: 'startRemoteSupport', engineerId });
  }
  const details: Record<string, unknown> = repairRecord({ faultType, handlerIds: [engineerId] });
  await world.record('engineer', ticketId, { action: 'fileRepairReport', engineerId }, details);
  await world.record('supervisor', ticketId, { action: 'recordRecoveryTest', passed });
}

/** Moves the closing of a ticket, as if it had been closed so long before `instant`: an interval of PostgreSQL. */
export async function closedBefore(
  world: TicketsWorld,
  ticketId: string,
  instant: string,
  interval: string,
): Promise<void> {
  await world.rows(
    `UPDATE ticket SET closed_at = moved.at,
       process = jsonb_set(process, '{closedAt}', to_jsonb((extract(epoch FROM moved.at) * 1000)::bigint))
     FROM (SELECT $2::timestamptz - $3::interval AS at) AS moved WHERE id = $1`,
    [ticketId, instant, interval],
  );
}
