import type { TicketCase } from '@zhishou/rules/ticket-case';
import type { TicketsWorld } from './tickets.world.js';

/** Lets the clocks of a ticket that were never stopped have run so much longer (ms), with nobody there to write it down. */
export async function agedBy(world: TicketsWorld, ticketId: string, ms: number): Promise<void> {
  const [ticket] = await world.rows<{ process: TicketCase }>('SELECT process FROM ticket WHERE id = $1', [
    ticketId,
  ]);
  const clocks = ticket!.process.clocks.map((clock) => ({
    ...clock,
    startedAt: clock.startedAt - ms,
    intervals: clock.intervals.map(({ from, to }) => ({ from: from - ms, to })),
  }));
  await world.rows('UPDATE ticket SET process = $2 WHERE id = $1', [
    ticketId,
    JSON.stringify({ ...ticket!.process, clocks }),
  ]);
  await world.rows(`UPDATE clock SET due_at = due_at - $2 * interval '1 millisecond' WHERE ticket_id = $1`, [
    ticketId,
    ms,
  ]);
}
