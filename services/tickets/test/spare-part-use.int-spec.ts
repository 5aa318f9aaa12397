import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { PEOPLE } from '@zhishou/testkit/people';
import { repairRecord, type TicketView } from './ticket.view.js';
import { TicketsWorld } from './tickets.world.js';

const REGISTER = `mutation ($input: RegisterSparePartInput!) { registerSparePart(input: $input) { id } }`;
const ADJUST = `mutation ($input: AdjustSpareStockInput!) { adjustSpareStock(input: $input) { isLow } }`;
const REPORTS = `query ($id: ID) { ticket(id: $id) {
  repairReports { sparePartsUsed { quantity sparePart { code name } } } } }`;
const ESCALATIONS = `{ escalations(first: 100) { nodes {
  id reason level ticketNumber ticket { id } sparePart { id code stock lowAt } acknowledgedBy { id } } } }`;
const ACKNOWLEDGE = `mutation ($input: AckInput!) { acknowledgeEscalation(input: $input) { acknowledgedBy { id } } }`;

interface Call {
  id: string;
  reason: string;
  sparePart: { id: string } | null;
}

let world: TicketsWorld;

beforeAll(async () => {
  world = await TicketsWorld.open();
  await world.startWorker();
});

afterAll(() => world?.close());

async function inStore(stock: number, lowAt = 0): Promise<string> {
  const code = `PSU-${randomUUID().slice(0, 8)}`;
  const input = { code, name: '电源模块', model: 'PS-550', unit: '个', stock, lowAt };
  const data = await world.ask<{ registerSparePart: { id: string } }>('dispatcher', REGISTER, { input });
  return data.registerSparePart.id;
}

async function onSite(): Promise<TicketView> {
  const { id } = await world.report();
  await world.change('dispatcher', 'acceptTicket', { ticketId: id, engineerId: PEOPLE.engineer.id });
  return world.change('engineer', 'checkIn', { ticketId: id });
}

const use = (...used: [string, number][]) => ({
  sparePartsUsed: used.map(([sparePartId, quantity]) => ({ sparePartId, quantity })),
});

const repair = (ticketId: string, more: object) =>
  world.change('engineer', 'fileRepairReport', { ticketId, ...repairRecord(more) });

const refusedRepair = (ticketId: string, more: object) =>
  world.refusedChange('engineer', 'fileRepairReport', { ticketId, ...repairRecord(more) });

const stockOf = async (id: string): Promise<number | undefined> =>
  (await world.rows<{ stock: number }>('SELECT stock FROM spare_part WHERE id = $1', [id]))[0]?.stock;

const movementsOf = (id: string) =>
  world.rows(
    'SELECT action, change, stock_after, ticket_id FROM stock_movement WHERE spare_part_id = $1 ORDER BY id',
    [id],
  );

const callsAbout = async (id: string): Promise<Call[]> => {
  const { escalations } = await world.ask<{ escalations: { nodes: Call[] } }>('dispatcher', ESCALATIONS);
  return escalations.nodes.filter(({ sparePart }) => sparePart?.id === id);
};

const toldOf = (id: string) =>
  world.rows<{ type: string; data: unknown }>(
    `SELECT event ->> 'type' AS type, event -> 'data' AS data FROM outbox WHERE key = $1 ORDER BY id`,
    [id],
  );

describe('spare parts used on a repair', () => {
  it('leave the stock with its report, which shows them', async () => {
    const [module, cable] = [await inStore(3), await inStore(10)];
    const { id } = await onSite();
    const report = use([module, 1], [cable, 4]);
    expect(await repair(id, report)).toMatchObject({ state: 'REPAIRED' });
    expect([await stockOf(module), await stockOf(cable)]).toEqual([2, 6]);
    const { ticket } = await world.ask<{ ticket: object }>('supervisor', REPORTS, { id });
    const sparePart = { code: expect.stringMatching(/^PSU-/), name: '电源模块' };
    expect(ticket).toEqual({
      repairReports: [
        {
          sparePartsUsed: [
            { quantity: 1, sparePart },
            { quantity: 4, sparePart },
          ],
        },
      ],
    });
    expect((await movementsOf(cable)).at(-1)).toEqual({
      action: 'fileRepairReport',
      change: -4,
      stock_after: 6,
      ticket_id: id,
    });
    const [entry] = await world.rows(
      `SELECT actor_id, before, after FROM audit_entry WHERE aggregate_id = $1 AND action = 'fileRepairReport'`,
      [cable],
    );
    expect(entry).toEqual({
      actor_id: PEOPLE.engineer.id,
      before: { stock: 10 },
      after: { stock: 6, ticketId: id },
    });
  });

  it('are taken once, however often the report is sent, though nothing is left', async () => {
    const part = await inStore(1);
    const { id } = await onSite();
    const report = { ...repairRecord(use([part, 1])), idempotencyKey: randomUUID() };
    const answers = await Promise.all([repair(id, report), repair(id, report)]);
    answers.push(await repair(id, report));
    expect(answers.map(({ state }) => state)).toEqual(['REPAIRED', 'REPAIRED', 'REPAIRED']);
    expect(await stockOf(part)).toBe(0);
    expect(await movementsOf(part)).toHaveLength(2);
  });

  it('are refused by name when there are not so many', async () => {
    const [enough, few] = [await inStore(5), await inStore(1)];
    const { id } = await onSite();
    const refusal = await refusedRepair(id, use([enough, 5], [few, 2]));
    expect(refusal).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'sparePartsUsed.1.quantity', message: 'only 1 in stock' }],
    });
    expect([await stockOf(enough), await stockOf(few)]).toEqual([5, 1]);
    expect((await world.read(id)).state).toBe('ON_SITE');
  });

  it('taken by somebody else at the last moment refuse the step, which takes nothing', async () => {
    const [other, part] = [await inStore(5), await inStore(1)];
    const { id } = await onSite();
    const rival = world.db.createQueryRunner();
    await rival.startTransaction();
    await rival.query('UPDATE spare_part SET stock = 0 WHERE id = $1', [part]);
    const refused = refusedRepair(id, use([other, 1], [part, 1]));
    await eventually(async () => {
      const waiting = await world.rows(
        `SELECT FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
         UNION ALL
         SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return waiting.length > 0;
    });
    await rival.commitTransaction();
    await rival.release();
    expect(await refused).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('only 0 are left in stock'),
      state: 'ON_SITE',
      allowed: ['fileRepairReport'],
    });
    expect([await stockOf(other), await stockOf(part)]).toEqual([5, 0]);
    expect(await world.read(id)).toMatchObject({ state: 'ON_SITE', version: 2 });
    expect(await repair(id, use([other, 1]))).toMatchObject({ state: 'REPAIRED' });
  });

  it('wanted by five repairs at once go to as many as there are', async () => {
    const [first, second] = [await inStore(3), await inStore(3)];
    const tickets = await Promise.all(Array.from({ length: 5 }, onSite));
    const answers = await Promise.allSettled(
      tickets.map(({ id }, index) =>
        repair(id, index % 2 ? use([first, 1], [second, 1]) : use([second, 1], [first, 1])),
      ),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect([await stockOf(first), await stockOf(second)]).toEqual([0, 0]);
    const states = await Promise.all(tickets.map(async ({ id }) => (await world.read(id)).state));
    expect(states.sort()).toEqual(['ON_SITE', 'ON_SITE', 'REPAIRED', 'REPAIRED', 'REPAIRED']);
  });
});

describe('a stock that falls low', () => {
  it('is told once a fall, with a call by the contract’s policy', async () => {
    const part = await inStore(4, 2);
    const { id } = await onSite();
    await repair(id, use([part, 1]));
    expect(await callsAbout(part)).toEqual([]);
    const { id: second } = await onSite();
    await repair(second, use([part, 1]));
    const calls = await callsAbout(part);
    expect(calls).toEqual([
      {
        id: expect.stringMatching(/^esc_/),
        reason: 'LOW_STOCK',
        level: 2,
        ticketNumber: null,
        ticket: null,
        sparePart: { id: part, code: expect.any(String), stock: 2, lowAt: 2 },
        acknowledgedBy: null,
      },
    ]);
    const sparePart = expect.objectContaining({ id: part, name: '电源模块', unit: '个', stock: 2, lowAt: 2 });
    expect(await toldOf(part)).toEqual([
      { type: 'spare-part.low', data: { sparePart, ticketId: second } },
      {
        type: 'escalation.raised',
        data: expect.objectContaining({
          escalationId: calls[0]?.id,
          reason: 'LOW_STOCK',
          level: 2,
          ticketId: null,
          number: null,
          sparePart,
        }),
      },
    ]);
    const change = (by: number) =>
      world.ask('admin', ADJUST, { input: { sparePartId: part, change: by, reason: '盘点' } });
    await change(-1);
    expect(await callsAbout(part)).toHaveLength(1);
    await change(5);
    await change(-5);
    expect(await callsAbout(part)).toHaveLength(2);
  });

  it('is called out to all but reporters, and acknowledged once', async () => {
    const part = await inStore(1, 0);
    await world.ask('dispatcher', ADJUST, { input: { sparePartId: part, change: -1, reason: '报废' } });
    const [call] = await callsAbout(part);
    const seen = async (who: 'reporter' | 'engineer' | 'supervisor') => {
      const { escalations } = await world.ask<{ escalations: { nodes: Call[] } }>(who, ESCALATIONS);
      return escalations.nodes.some(({ id }) => id === call?.id);
    };
    expect([await seen('reporter'), await seen('engineer'), await seen('supervisor')]).toEqual([
      false,
      true,
      true,
    ]);
    const input = { escalationId: call?.id, note: '已下单' };
    expect(await world.ask('dispatcher', ACKNOWLEDGE, { input })).toEqual({
      acknowledgeEscalation: { acknowledgedBy: { id: PEOPLE.dispatcher.id } },
    });
    expect((await world.refusal('supervisor', ACKNOWLEDGE, { input })).code).toBe('CONFLICT');
  });
});
