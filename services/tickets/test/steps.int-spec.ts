import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@zhishou/platform/ids';
import { PEOPLE, type Who } from './people.builder.js';
import { type MutationName, repairRecord, type TicketView } from './ticket.view.js';
import { TicketsWorld } from './tickets.world.js';

let world: TicketsWorld;

beforeAll(async () => {
  world = await TicketsWorld.open();
  await world.startWorker();
});

afterAll(() => world?.close());

/** How many steps and changes were ever recorded; equal before and after means that nothing was changed. */
const recorded = async () =>
  Promise.all(['transition', 'outbox', 'audit_entry'].map((table) => world.count(table)));

async function accepted(engineer: Who = 'engineer'): Promise<TicketView> {
  const { id } = await world.report();
  return world.change('dispatcher', 'acceptTicket', { ticketId: id, engineerId: PEOPLE[engineer].id });
}

async function onSite(): Promise<TicketView> {
  const { id } = await accepted();
  return world.change('engineer', 'checkIn', { ticketId: id });
}

describe('who may', () => {
  let ticket: TicketView;
  beforeAll(async () => {
    ticket = await onSite();
  });

  it.each<[Who, MutationName, object]>([
    ['reporter', 'acceptTicket', {}],
    ['engineer', 'acceptTicket', {}],
    ['supervisor', 'checkIn', {}],
    ['dispatcher', 'checkIn', {}],
    ['supervisor', 'fileRepairReport', repairRecord()],
    ['dispatcher', 'fileRepairReport', repairRecord()],
    ['engineer', 'recordRecoveryTest', { passed: true }],
    ['dispatcher', 'recordRecoveryTest', { passed: true }],
    ['reporter', 'recordRecoveryTest', { passed: true }],
    ['dispatcher', 'judgeCoverage', { cover: true, reason: '是' }],
    ['engineer', 'dispatchEngineer', { engineerId: PEOPLE.engineer.id }],
    ['dispatcher', 'recordCallback', { satisfied: true }],
    ['dispatcher', 'cancelTicket', { reason: '误报' }],
    ['auditor', 'acceptTicket', {}],
    ['bot', 'acceptTicket', {}],
  ])('not the %s: %s', async (who, name, input) => {
    const before = await recorded();
    const refusal = await world.refusedChange(who, name, { ticketId: ticket.id, ...input });
    expect(refusal.code).toBe('FORBIDDEN');
    expect(await recorded()).toEqual(before);
  });

  it.each<[Who, MutationName, object]>([
    ['colleague', 'cancelTicket', { reason: '误报' }],
    ['secondEngineer', 'checkIn', {}],
    ['secondEngineer', 'fileRepairReport', repairRecord()],
  ])('not the %s, whose ticket it is not: %s', async (who, name, input) => {
    const before = await recorded();
    expect((await world.refusedChange(who, name, { ticketId: ticket.id, ...input })).code).toBe('NOT_FOUND');
    expect(await recorded()).toEqual(before);
  });

  it('nobody of the provider who has not signed the NDA', async () => {
    const refusal = await world.refusedChange('unsignedEngineer', 'checkIn', { ticketId: ticket.id });
    expect(refusal.code).toBe('NDA_REQUIRED');
  });

  it('nobody without a token', async () => {
    const source = 'mutation ($id: ID!) { acceptTicket(input: { ticketId: $id }) { id } }';
    const { errors } = await world.service.query(source, { variables: { id: ticket.id } });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('a step at the wrong time', () => {
  it.each<[string, () => Promise<TicketView>, Who, MutationName, object, string[]]>([
    [
      'a repair before anybody came',
      accepted,
      'engineer',
      'fileRepairReport',
      repairRecord(),
      ['startRemoteSupport', 'checkIn'],
    ],
    [
      'a second acceptance',
      accepted,
      'dispatcher',
      'acceptTicket',
      {},
      ['assignEngineer', 'dispatchEngineer'],
    ],
    ['a cancellation after acceptance', accepted, 'reporter', 'cancelTicket', { reason: '误报' }, []],
    ['a test of what was not repaired', onSite, 'supervisor', 'recordRecoveryTest', { passed: true }, []],
    [
      'an answer to a fault',
      onSite,
      'engineer',
      'answerConsultation',
      { answer: '好' },
      ['fileRepairReport'],
    ],
    ['a callback before the end', onSite, 'reporter', 'recordCallback', { satisfied: true }, []],
  ])('%s is a CONFLICT that says what is possible', async (_, make, who, name, input, allowed) => {
    const ticket = await make();
    const before = await recorded();
    const refusal = await world.refusedChange(who, name, { ticketId: ticket.id, ...input });
    expect(refusal).toMatchObject({
      code: 'CONFLICT',
      state: ticket.state,
      allowed: expect.arrayContaining(allowed),
    });
    expect(refusal.allowed).not.toContain(name);
    expect(await recorded()).toEqual(before);
  });
});

describe('a step with a mistake in it', () => {
  it.each<[string, Who, MutationName, object, string[]]>([
    ['what is no ticket id', 'dispatcher', 'acceptTicket', { ticketId: 'GD20260718-00001' }, ['ticketId']],
    [
      'a stranger as engineer',
      'dispatcher',
      'dispatchEngineer',
      { engineerId: newId('psn') },
      ['engineerId'],
    ],
    ['nobody as engineer', 'dispatcher', 'assignEngineer', { engineerId: '' }, ['engineerId']],
    [
      'an engineer of the bureau',
      'dispatcher',
      'dispatchEngineer',
      { engineerId: PEOPLE.supervisor.id },
      ['engineerId'],
    ],
    [
      'the dispatcher itself as engineer',
      'dispatcher',
      'dispatchEngineer',
      { engineerId: PEOPLE.dispatcher.id },
      ['engineerId'],
    ],
    [
      'an engineer without NDA',
      'dispatcher',
      'dispatchEngineer',
      { engineerId: PEOPLE.unsignedEngineer.id },
      ['engineerId'],
    ],
    [
      'an engineer who has left',
      'dispatcher',
      'dispatchEngineer',
      { engineerId: PEOPLE.formerEngineer.id },
      ['engineerId'],
    ],
    ['a place beyond the pole', 'engineer', 'checkIn', { latitude: 90.5, longitude: 113 }, ['latitude']],
    ['a place beyond the date line', 'engineer', 'checkIn', { latitude: 24, longitude: -181 }, ['longitude']],
    ['half a place', 'engineer', 'checkIn', { latitude: 24 }, ['longitude']],
    ['a note that is too long', 'engineer', 'checkIn', { note: '长'.repeat(2001) }, ['note']],
    ['a key with a blank', 'engineer', 'checkIn', { idempotencyKey: ' ' }, ['idempotencyKey']],
  ])('%s: the field is named, nothing is recorded', async (_, who, name, input, paths) => {
    const { id } = await accepted();
    const before = await recorded();
    const refusal = await world.refusedChange(who, name, { ticketId: id, ...input });
    expect({ code: refusal.code, paths: refusal.fields?.map(({ path }) => path) }).toEqual({
      code: 'BAD_USER_INPUT',
      paths,
    });
    expect(await recorded()).toEqual(before);
  });

  it('a ticket that does not exist is NOT_FOUND', async () => {
    const refusal = await world.refusedChange('dispatcher', 'acceptTicket', { ticketId: newId('tkt') });
    expect(refusal.code).toBe('NOT_FOUND');
  });
});

describe('a repair report', () => {
  const missing = (field: string): object => ({ ...repairRecord(), [field]: undefined });
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();

  it.each<[string, object, string[]]>([
    ...[
      'phenomenon',
      'faultType',
      'startedAt',
      'repairedAt',
      'causeAnalysis',
      'handling',
      'responsibilityAnalysis',
      'lessons',
    ].map((field): [string, object, string[]] => [`without ${field}`, missing(field), [field]]),
    ['with a blank cause', repairRecord({ causeAnalysis: '  ' }), ['causeAnalysis']],
    ['with lessons that are too long', repairRecord({ lessons: '长'.repeat(5001) }), ['lessons']],
    ['of a type the contract does not know', repairRecord({ faultType: 'MAGIC' }), ['faultType']],
    [
      'of a future start',
      repairRecord({ startedAt: inAnHour, repairedAt: inAnHour }),
      ['startedAt', 'repairedAt'],
    ],
    ['repaired before it began', repairRecord({ repairedAt: '2026-01-01T00:00:00Z' }), ['repairedAt']],
    [
      'handled by the bureau',
      repairRecord({ handlerIds: [PEOPLE.engineer.id, PEOPLE.supervisor.id] }),
      ['handlerIds.1'],
    ],
    [
      'handled by one person twice',
      repairRecord({ handlerIds: [PEOPLE.engineer.id, PEOPLE.engineer.id] }),
      ['handlerIds'],
    ],
    [
      'with a spare part without end',
      repairRecord({ sparePartsUsed: ['长'.repeat(201)] }),
      ['sparePartsUsed'],
    ],
    [
      'with a spare part of control characters',
      repairRecord({ sparePartsUsed: ['a\u0000'] }),
      ['sparePartsUsed'],
    ],
    [
      'wrong in several places',
      repairRecord({ faultType: 'MAGIC', repairedAt: '2026-01-01T00:00:00Z' }),
      ['faultType', 'repairedAt'],
    ],
  ])('%s is refused by name', async (_, record, paths) => {
    const { id } = await onSite();
    const refusal = await world.refusedChange('engineer', 'fileRepairReport', { ticketId: id, ...record });
    expect({ code: refusal.code, paths: refusal.fields?.map(({ path }) => path) }).toEqual({
      code: 'BAD_USER_INPUT',
      paths,
    });
  });

  it.each(['HARDWARE', 'THEFT', 'VANDALISM', 'MUNICIPAL_WORKS', 'RELOCATION', 'TRANSMISSION', 'OTHER'])(
    'of type %s is taken: outer causes are covered too',
    async (faultType) => {
      const { id } = await onSite();
      const record = repairRecord({ faultType, handlerIds: [PEOPLE.secondEngineer.id] });
      const repaired = await world.change('engineer', 'fileRepairReport', { ticketId: id, ...record });
      expect(repaired).toMatchObject({ state: 'REPAIRED', faultType });
    },
  );
});

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
    expect(await world.rows('SELECT version FROM transition WHERE ticket_id = $1', [id])).toHaveLength(1);
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
