import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PEOPLE } from '@zhishou/testkit/people';
import { repairRecord, type TicketView } from './ticket.view.js';
import { TicketsWorld } from './tickets.world.js';

let world: TicketsWorld;

beforeAll(async () => {
  world = await TicketsWorld.open();
  await world.startWorker();
});

afterAll(() => world?.close());

const recorded = () => world.recorded();

async function accepted(): Promise<TicketView> {
  const { id } = await world.report();
  return world.change('dispatcher', 'acceptTicket', { ticketId: id, engineerId: PEOPLE.engineer.id });
}

describe('a step that is sent again', () => {
  it('with its key is taken once and answers alike, also when the ticket has gone on', async () => {
    const { id } = await world.report();
    const input = { ticketId: id, idempotencyKey: randomUUID() };
    const first = await world.change('dispatcher', 'acceptTicket', input);
    const before = await recorded();
    expect(await world.change('dispatcher', 'acceptTicket', input)).toEqual(first);
    expect(await recorded()).toEqual(before);
    await world.change('engineer', 'checkIn', { ticketId: id });
    expect(await world.change('dispatcher', 'acceptTicket', input)).toMatchObject({ id, state: 'ON_SITE' });
  });

  it('at once, several times, is taken once and answers alike', async () => {
    const { id } = await world.report();
    const input = { ticketId: id, idempotencyKey: randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => world.change('dispatcher', 'acceptTicket', input)),
    );
    for (const { state, version } of answers) expect([state, version]).toEqual(['ACCEPTED', 1]);
    expect(await world.rows('SELECT version FROM transition WHERE case_id = $1', [id])).toHaveLength(1);
  });

  const refusedOnTheKey = { code: 'BAD_USER_INPUT', fields: [{ path: 'idempotencyKey' }] };

  it('with another body is refused on the key', async () => {
    const { id } = await accepted();
    const input = { ticketId: id, idempotencyKey: randomUUID(), note: '到场' };
    await world.change('engineer', 'checkIn', input);
    const before = await recorded();
    const changed = { ...input, note: '未到场' };
    expect(await world.refusedChange('engineer', 'checkIn', changed)).toMatchObject(refusedOnTheKey);
    expect(await recorded()).toEqual(before);
  });

  it('as another step is refused on the key', async () => {
    const { id } = await accepted();
    const input = { ticketId: id, idempotencyKey: randomUUID() };
    await world.change('engineer', 'startRemoteSupport', input);
    expect(await world.refusedChange('engineer', 'checkIn', input)).toMatchObject(refusedOnTheKey);
  });

  it('to another ticket is refused on the key', async () => {
    const [first, second] = [await world.report(), await world.report()];
    const idempotencyKey = randomUUID();
    await world.change('dispatcher', 'acceptTicket', { ticketId: first.id, idempotencyKey });
    const again = { ticketId: second.id, idempotencyKey };
    expect(await world.refusedChange('dispatcher', 'acceptTicket', again)).toMatchObject(refusedOnTheKey);
    expect((await world.read(second.id)).state).toBe('REPORTED');
  });

  it('at once, with other bodies, is taken once; the others are refused on the key', async () => {
    const { id } = await world.report();
    const idempotencyKey = randomUUID();
    const engineers = [PEOPLE.engineer, PEOPLE.secondEngineer, undefined];
    const outcomes = await Promise.allSettled(
      engineers.map((person) =>
        world.change('dispatcher', 'acceptTicket', { ticketId: id, idempotencyKey, engineerId: person?.id }),
      ),
    );
    const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused).toHaveLength(2);
    for (const { reason } of refused) expect(String(reason)).toContain('idempotencyKey');
  });

  it('at once, to two tickets, is one step of one of them; the other goes on as if nothing had been', async () => {
    const tickets = [await world.report(), await world.report()];
    const idempotencyKey = randomUUID();
    const outcomes = await Promise.allSettled(
      tickets.map(({ id }) => world.change('dispatcher', 'acceptTicket', { ticketId: id, idempotencyKey })),
    );
    const refused = outcomes.findIndex(({ status }) => status === 'rejected');
    expect(String((outcomes[refused] as PromiseRejectedResult).reason)).toContain('idempotencyKey');
    const { id } = tickets[refused]!;
    expect((await world.read(id)).state).toBe('REPORTED');
    const taken = await world.change('dispatcher', 'acceptTicket', { ticketId: id });
    expect(taken).toMatchObject({ state: 'ACCEPTED', version: 1 });
    expect((await world.change('engineer', 'checkIn', { ticketId: id })).version).toBe(2);
  });

  it('with the key of another person is a step of its own', async () => {
    const { id } = await accepted();
    const idempotencyKey = randomUUID();
    await world.change('engineer', 'startRemoteSupport', { ticketId: id, idempotencyKey });
    const input = { ticketId: id, idempotencyKey, engineerId: PEOPLE.engineer.id };
    expect((await world.change('dispatcher', 'dispatchEngineer', input)).state).toBe('DISPATCHED');
  });

  it('after it was refused may be taken', async () => {
    const { id } = await accepted();
    const input = { ticketId: id, idempotencyKey: randomUUID(), ...repairRecord() };
    expect((await world.refusedChange('engineer', 'fileRepairReport', input)).code).toBe('CONFLICT');
    await world.change('engineer', 'checkIn', { ticketId: id });
    expect((await world.change('engineer', 'fileRepairReport', input)).state).toBe('REPAIRED');
  });
});

describe('two people at once', () => {
  it('who exclude each other: one is answered, the other is a CONFLICT', async () => {
    const { id } = await world.report();
    const asked = [
      world.answer('dispatcher', 'mutation ($id: ID!) { acceptTicket(input: { ticketId: $id }) { state } }', {
        id,
      }),
      world.answer(
        'reporter',
        'mutation ($id: ID!) { cancelTicket(input: { ticketId: $id, reason: "误报" }) { state } }',
        { id },
      ),
    ];
    const [first, second] = await Promise.all(asked);
    const refused = first?.errors ? first : second;
    expect([first?.errors, second?.errors].filter(Boolean)).toHaveLength(1);
    const { state } = await world.read(id);
    expect(refused?.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', state });
  });
});
