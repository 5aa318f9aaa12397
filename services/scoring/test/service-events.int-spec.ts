import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Event, TicketSnapshot } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { verifyChain } from '@zhishou/platform/audit/verify-chain';
import { rowFaults } from '@zhishou/platform/audit/verify-rows';
import { newId } from '@zhishou/platform/ids';
import { createBroker } from '@zhishou/platform/kafka/kafka';
import { createLogger } from '@zhishou/platform/log';
import type { Role } from '@zhishou/platform/auth/caller';
import { shiftMonth } from '@zhishou/rules/month';
import { eventually } from '@zhishou/testkit/eventually';
import type { RunningService } from '@zhishou/testkit/running-service';
import { DataSource } from 'typeorm';
import { past, running, signedOn, tellOf } from './availability.builder.js';
import { scoringWorld, type ScoringWorld } from './scoring.builder.js';

const EVENT = 'id month kind points note ticket { id } recordedAt recordedBy { id }';
const REGISTER = `mutation ($input: ServiceEventInput!) { registerServiceEvent(input: $input) { ${EVENT} } }`;
const LIST = `query ($month: Month!, $first: Int, $after: String) {
  serviceEvents(month: $month, first: $first, after: $after) {
    nodes { ${EVENT} } totalCount pageInfo { hasNextPage endCursor }
  }
}`;

interface EventView {
  id: string;
  recordedAt: string;
}

let world: ScoringWorld;
let service: RunningService;

const SUPERVISOR = { id: newId('psn'), role: 'BUREAU_SUPERVISOR' } as const;
const as = (role: Role) => world.issuer.bearer({ id: newId('psn'), role });

beforeAll(async () => {
  world = await scoringWorld({ signedOn });
  service = await world.start();
});

afterAll(async () => {
  await service?.stop();
  await world?.close();
});

const rows = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
  service.app.get(DataSource).query(sql, parameters);

const written = async () =>
  (
    await rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM service_event UNION ALL SELECT count(*)::int FROM outbox
       UNION ALL SELECT count(*)::int FROM fact UNION ALL SELECT count(*)::int FROM audit_entry WHERE action <> 'refused'`,
    )
  ).map(({ count }) => count);

const send = async (input: object, bearer?: string) =>
  service.query(REGISTER, { variables: { input }, as: bearer ?? (await world.issuer.bearer(SUPERVISOR)) });

const complaint = (more: object = {}) => ({
  month: past,
  kind: 'COMPLAINT',
  note: '接报后无人接听',
  ...more,
});

async function register(input: object): Promise<EventView> {
  const { data, errors } = await send(input);
  if (errors) throw new Error(JSON.stringify(errors));
  return data?.registerServiceEvent as EventView;
}

async function refusal(input: object) {
  const before = await written();
  const { errors } = await send(input);
  expect(await written()).toEqual(before);
  const { code, fields } = (errors?.[0]?.extensions ?? {}) as { code?: string; fields?: { path: string }[] };
  return { code, paths: fields?.map(({ path }) => path) };
}

async function list(month: string, page: { first?: number; after?: string } = {}) {
  const { data } = await service.query(LIST, { variables: { month, ...page }, as: await as('AUDITOR') });
  return data?.serviceEvents as {
    nodes: EventView[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

const RESOLVE = { kind: 'RESOLVE', metAt: null, cancelledAt: null } as const;
const breached = { clocks: [{ ...RESOLVE, breachedAt: '2026-07-01T04:00:00.000Z' }] };
const tell = (facts: Partial<TicketSnapshot>) =>
  tellOf(service, { contractId: 'shaoguan-2026', severity: 'MAJOR', ...breached, ...facts });

describe('registerServiceEvent', () => {
  it('keeps what the supervisor registered, who and when, and shows it at once', async () => {
    const { id: ticketId } = await tell({});
    const event = await register(complaint({ ticketId }));
    expect(event).toEqual({
      id: expect.stringMatching(/^sev_/),
      month: past,
      kind: 'COMPLAINT',
      points: null,
      note: '接报后无人接听',
      ticket: { id: ticketId },
      recordedAt: expect.any(String),
      recordedBy: { id: SUPERVISOR.id },
    });
    expect((await list(past)).nodes).toContainEqual(event);
    expect((await list(shiftMonth(past, -1))).nodes).toEqual([]);
  });

  it('tells it on scoring.v1, keeps it as a fact under the same id, and audits it', async () => {
    const events: Event[] = [];
    const brokers = process.env.KAFKA_BROKERS!.split(',');
    const broker = createBroker({ brokers, clientId: 'test', logger: createLogger('test') });
    const consumption = broker.consume({
      group: 'test',
      topics: [TOPICS.scoring],
      fromBeginning: true,
      onEvent: (event) => {
        events.push(event);
        return Promise.resolve();
      },
    });
    const { id, recordedAt } = await register(complaint({ kind: 'COMMUNICATION_ACCIDENT', points: 7 }));
    const told = await eventually(() => events.find(({ subject }) => subject === id));
    await consumption.stop();
    await broker.close();
    expect(told).toMatchObject({
      type: 'service-event.registered',
      time: recordedAt,
      data: {
        serviceEvent: {
          id,
          month: past,
          kind: 'COMMUNICATION_ACCIDENT',
          points: 7,
          ticketId: null,
          recordedAt,
        },
        by: SUPERVISOR,
      },
    });
    const facts = await rows('SELECT type, subject, data FROM fact WHERE event_id = $1', [told.id]);
    expect(facts).toEqual([{ type: told.type, subject: id, data: told.data }]);
    const audited = await rows('SELECT action, actor_id, after FROM audit_entry WHERE aggregate_id = $1', [
      id,
    ]);
    expect(audited).toEqual([
      {
        action: 'registerServiceEvent',
        actor_id: SUPERVISOR.id,
        after: expect.objectContaining({ kind: 'COMMUNICATION_ACCIDENT', points: 7, note: '接报后无人接听' }),
      },
    ]);
    expect(await verifyChain(service.app.get(DataSource).manager)).toMatchObject({ ok: true });
    expect(await rowFaults(service.app.get(DataSource).manager, 'scoring')).toEqual([]);
  });

  it('does one thing under one key', async () => {
    const input = complaint({ idempotencyKey: randomUUID() });
    const [first, ...others] = await Promise.all([register(input), register(input), register(input)]);
    expect(others).toEqual([first, first]);
    expect(await rows('SELECT 1 FROM outbox WHERE key = $1', [first?.id])).toHaveLength(1);
    expect(await refusal({ ...input, note: '别的' })).toEqual({
      code: 'BAD_USER_INPUT',
      paths: ['idempotencyKey'],
    });
  });

  it.each(['BUREAU_REPORTER', 'PROVIDER_DISPATCHER', 'PROVIDER_ENGINEER', 'AUDITOR', 'BOT'] as const)(
    'is not for a %s',
    async (role) => {
      const before = await written();
      const { errors } = await send(complaint(), await as(role));
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect(await written()).toEqual(before);
    },
  );

  it('is for the administrator too', async () => {
    expect((await send(complaint(), await as('BUREAU_ADMIN'))).errors).toBeUndefined();
  });

  it.each<[string, object, string[]]>([
    ['a month before the contract', { month: shiftMonth(running, -4) }, ['month']],
    ['a month to come', { month: shiftMonth(running, 1) }, ['month']],
    ['a month after the contract', { month: shiftMonth(running, 24) }, ['month']],
    ['what is no month', { month: '2026-13' }, ['month']],
    ['no note', { note: '  ' }, ['note']],
    ['a note of ten thousand characters', { note: '长'.repeat(10_000) }, ['note']],
    ['a note with control characters', { note: 'a\u0000b' }, ['note']],
    ['points of a kind that takes none', { points: 5 }, ['points']],
    ['an accident without points', { kind: 'COMMUNICATION_ACCIDENT' }, ['points']],
    ['an accident of 4 points', { kind: 'COMMUNICATION_ACCIDENT', points: 4 }, ['points']],
    ['an accident of 11 points', { kind: 'COMMUNICATION_ACCIDENT', points: 11 }, ['points']],
    ['what is no ticket’s id', { ticketId: 'GD20260701-00001' }, ['ticketId']],
    ['an empty ticket’s id', { ticketId: '' }, ['ticketId']],
    ['a ticket that does not exist', { ticketId: newId('tkt') }, ['ticketId']],
    ['a direct deduction of nothing', { kind: 'DIRECT_DEDUCTION' }, ['points', 'ticketId']],
  ])('refuses %s', async (_name, more, paths) => {
    expect(await refusal(complaint(more))).toEqual({ code: 'BAD_USER_INPUT', paths });
  });

  it('refuses points that are not whole, and a kind it does not know', async () => {
    const accident = complaint({ kind: 'COMMUNICATION_ACCIDENT', points: 7.5 });
    expect((await refusal(accident)).code).toBe('BAD_USER_INPUT');
    expect((await refusal(complaint({ kind: 'WEATHER' }))).code).toBe('BAD_USER_INPUT');
  });
});

describe('a direct deduction', () => {
  const deduction = (ticketId: string) => ({
    month: running,
    kind: 'DIRECT_DEDUCTION',
    points: 12,
    note: '指挥中断两小时，延误处置',
    ticketId,
  });

  it('is registered for a major fault that was resolved late', async () => {
    const { id } = await tell({});
    await expect(register(deduction(id))).resolves.toMatchObject({ points: 12, ticket: { id } });
    expect(await refusal(deduction(id))).toEqual({ code: 'BAD_USER_INPUT', paths: ['ticketId'] });
  });

  it.each<[string, Partial<TicketSnapshot>]>([
    ['a general fault', { severity: 'GENERAL' }],
    ['a major fault whose resolve clock was kept', { clocks: [{ ...RESOLVE, breachedAt: null }] }],
    [
      'a major fault that was only answered late',
      {
        clocks: [
          { ...RESOLVE, breachedAt: null },
          { ...breached.clocks[0]!, kind: 'RESPONSE' },
        ],
      },
    ],
  ])('is refused for %s', async (_name, facts) => {
    const { id } = await tell(facts);
    expect(await refusal(deduction(id))).toEqual({ code: 'BAD_USER_INPUT', paths: ['ticketId'] });
  });

  it('asks for the last severity', async () => {
    const ticket = await tell({ severity: 'GENERAL' });
    await tell({ ...ticket, severity: 'MAJOR' });
    await register(deduction(ticket.id));
    await tell({ ...ticket, severity: 'GENERAL' });
    expect((await refusal(deduction(ticket.id))).paths).toEqual(['ticketId']);
  });
});

describe('serviceEvents', () => {
  const month = shiftMonth(past, -1);
  const registered: string[] = [];

  beforeAll(async () => {
    for (const kind of ['PRAISE', 'MEDIA_EXPOSURE', 'REQUIREMENT_NOT_MET'])
      registered.push((await register(complaint({ month, kind }))).id);
  });

  it('come in the order in which they were registered, page by page', async () => {
    const first = await list(month, { first: 2 });
    expect(first.nodes.map(({ id }) => id)).toEqual(registered.slice(0, 2));
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const rest = await list(month, { first: 2, after: first.pageInfo.endCursor });
    expect(rest.nodes.map(({ id }) => id)).toEqual(registered.slice(2));
  });

  it('are not for the bot', async () => {
    const { errors } = await service.query(LIST, { variables: { month }, as: await as('BOT') });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
