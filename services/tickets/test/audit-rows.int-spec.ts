import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rowFaults } from '@zhishou/platform/audit/verify-rows';
import { PEOPLE } from '@zhishou/testkit/people';
import { rowFaultsAfter } from '@zhishou/testkit/row-faults';
import { type MutationName, repairRecord } from './ticket.view.js';
import { TicketsWorld } from './tickets.world.js';

let world: TicketsWorld;
let id: string;

beforeAll(async () => {
  world = await TicketsWorld.open();
  await world.startWorker();
  ({ id } = await world.report());
  const change = (who: keyof typeof PEOPLE, name: MutationName, input: object = {}) =>
    world.change(who, name, { ticketId: id, ...input });
  await change('dispatcher', 'acceptTicket', { engineerId: PEOPLE.engineer.id });
  await change('dispatcher', 'dispatchEngineer', { engineerId: PEOPLE.engineer.id });
  await change('engineer', 'checkIn', { latitude: 24.81, longitude: 113.6 });
  await change('engineer', 'fileRepairReport', repairRecord());
});
afterAll(() => world?.close());

/** What is found after this change, which is taken back. */
const after = (sql: string) => rowFaultsAfter(world.db, 'tickets', sql, [id]);

const entryOf = async (action: string): Promise<number> => {
  const [row] = await world.rows<{ seq: string }>(
    'SELECT seq FROM audit_entry WHERE aggregate_id = $1 AND action = $2',
    [id, action],
  );
  return Number(row?.seq);
};

describe('rows of tickets', () => {
  it('are what the chain says of them', async () => {
    expect(await rowFaults(world.db.manager, 'tickets')).toEqual([]);
  });

  it.each([
    [
      `UPDATE ticket SET repaired_at = repaired_at - interval '1 hour' WHERE id = $1`,
      'fileRepairReport',
      'repairedAt',
    ],
    [`UPDATE ticket SET fault_type = 'NETWORK' WHERE id = $1`, 'fileRepairReport', 'faultType'],
    [`UPDATE ticket SET summary = '别的' WHERE id = $1`, 'reportTicket', 'summary'],
    [
      `UPDATE ticket SET reported_at = reported_at + interval '1 ms' WHERE id = $1`,
      'reportTicket',
      'reportedAt',
    ],
  ])('are found after %s', async (sql, action, field) => {
    expect(await after(sql)).toEqual([
      { seq: await entryOf(action), problem: 'ROW_CHANGED', detail: `ticket ${id}: ${field}` },
    ]);
  });

  it.each([
    [
      `UPDATE transition SET at = at - interval '1 hour' WHERE case_id = $1 AND version = 3`,
      'ROW_CHANGED',
      ': at',
    ],
    [`UPDATE transition SET by_id = 'psn_x' WHERE case_id = $1 AND version = 3`, 'ROW_CHANGED', ': byId'],
    ['DELETE FROM transition WHERE case_id = $1 AND version = 3', 'ROW_MISSING', ''],
  ])('are found after %s', async (sql, problem, fields) => {
    expect(await after(sql)).toEqual([
      { seq: await entryOf('checkIn'), problem, detail: `transition ${id} 3${fields}` },
    ]);
  });

  it('are found when a step stands there that nobody took', async () => {
    expect(
      await after(`INSERT INTO transition SELECT case_id, 9, 'stp_x', body_hash, action, from_state, to_state, round, at,
        by_id, by_role, step, details FROM transition WHERE case_id = $1 AND version = 3`),
    ).toEqual([{ seq: 0, problem: 'ROW_UNKNOWN', detail: `transition ${id} 9` }]);
  });
});
