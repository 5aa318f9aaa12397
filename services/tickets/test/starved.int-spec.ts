import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { TicketsWorld } from './tickets.world.js';

const MOVEMENTS = '{ spareParts { nodes { id movements { nodes { change } } } } }';
const REGISTER = 'mutation ($input: RegisterSparePartInput!) { registerSparePart(input: $input) { id } }';

let world: TicketsWorld;

beforeAll(async () => {
  world = await TicketsWorld.open();
  await world.startWorker();
});

afterAll(() => world?.close());

it('reports are taken and accepted while every reader of the database is stuck', async () => {
  await world.ask('dispatcher', REGISTER, {
    input: { code: 'FAN', name: '风扇', model: 'pf', unit: '个', stock: 1, lowAt: 0 },
  });
  const lock = world.db.createQueryRunner();
  await lock.startTransaction();
  await lock.query('LOCK TABLE stock_movement IN ACCESS EXCLUSIVE MODE');
  const queries = Array.from({ length: 40 }, async () => {
    const { errors } = await world.answer('auditor', MOVEMENTS);
    return errors?.[0]?.extensions.code;
  });
  await eventually(async () => {
    const rows = await world.rows(`SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'tickets' AND wait_event_type = 'Lock'`);
    return rows.length > 1;
  });
  const { id } = await world.report();
  expect((await world.change('dispatcher', 'acceptTicket', { ticketId: id })).state).toBe('ACCEPTED');
  // those that wait longer than a query may are told so
  const codes = new Set(await Promise.all(queries));
  expect([...codes]).toEqual(['UNAVAILABLE']);
  await lock.rollbackTransaction();
  await lock.release();
  await expect(world.ask('auditor', MOVEMENTS)).resolves.toBeDefined();
});
