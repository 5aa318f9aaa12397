import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@zhishou/platform/ids';
import { PEOPLE, type Who } from '@zhishou/testkit/people';
import { type MutationName, repairRecord, type TicketView } from './ticket.view.js';
import { TicketsWorld } from './tickets.world.js';

let world: TicketsWorld;

beforeAll(async () => {
  world = await TicketsWorld.open();
  await world.startWorker();
});

afterAll(() => world?.close());

const recorded = () => world.recorded();

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
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

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
      'repaired before it was reported',
      repairRecord({ startedAt: hoursAgo(2), repairedAt: hoursAgo(1) }),
      ['repairedAt'],
    ],
    ['begun in another century', repairRecord({ startedAt: '1900-01-01T00:00:00Z' }), ['startedAt']],
    [
      'handled by the bureau',
      repairRecord({ handlerIds: [PEOPLE.engineer.id, PEOPLE.supervisor.id] }),
      ['handlerIds.1'],
    ],
    ['handled by nobody', repairRecord({ handlerIds: [] }), ['handlerIds']],
    [
      'handled by one person twice',
      repairRecord({ handlerIds: [PEOPLE.engineer.id, PEOPLE.engineer.id] }),
      ['handlerIds'],
    ],
    [
      'with spare parts that nobody knows',
      repairRecord({
        sparePartsUsed: [
          { sparePartId: newId('spt'), quantity: 1 },
          { sparePartId: '长'.repeat(10_000), quantity: 1 },
        ],
      }),
      ['sparePartsUsed.0.sparePartId', 'sparePartsUsed.1.sparePartId'],
    ],
    [
      'with none of a spare part',
      repairRecord({ sparePartsUsed: [{ sparePartId: newId('spt'), quantity: 0 }] }),
      ['sparePartsUsed.0.quantity'],
    ],
    [
      'with a spare part twice',
      repairRecord({ sparePartsUsed: Array(2).fill({ sparePartId: newId('spt'), quantity: 1 }) }),
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
