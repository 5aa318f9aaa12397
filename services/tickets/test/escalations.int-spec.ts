import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@zhishou/platform/ids';
import { eventually } from '@zhishou/testkit/eventually';
import { PEOPLE, type Who } from '@zhishou/testkit/people';
import { clockOf, type TicketView } from './ticket.view.js';
import { TicketsWorld } from './tickets.world.js';
import type { WorkerProcess } from '@zhishou/testkit/worker-process';

interface Escalation {
  id: string;
  reason: string;
  clock: string | null;
  level: number;
  raisedAt: string;
  dueAt: string | null;
  ticketNumber: string;
  acknowledgedAt: string | null;
  acknowledgedBy: { id: string } | null;
  acknowledgementNote: string | null;
}

const FIELDS = `id reason clock level raisedAt dueAt ticketNumber
  acknowledgedAt acknowledgedBy { id } acknowledgementNote`;
const ACKNOWLEDGE = `mutation ($input: AckInput!) { acknowledgeEscalation(input: $input) { ${FIELDS} } }`;
const LIST = `query ($after: String, $acknowledged: Boolean) {
  escalations(first: 100, after: $after, filter: { acknowledged: $acknowledged }) { nodes { ${FIELDS} } } }`;

let world: TicketsWorld;
let worker: WorkerProcess;
/** nobody does anything about this one */
let neglected: TicketView;
/** accepted in time, but its process never heard of it */
let unheard: TicketView;

// Both are reported first, so that their seconds run while the other tests do.
beforeAll(async () => {
  world = await TicketsWorld.open();
  worker = await world.startWorker();
  [neglected, unheard] = await Promise.all([
    world.report({ severity: 'MAJOR' }),
    world.report({ severity: 'MAJOR' }),
  ]);
  await world.record('dispatcher', unheard.id, { action: 'acceptTicket' });
});

afterAll(() => world?.close());

const of = async (who: Who, { number }: TicketView): Promise<Escalation[]> => {
  const { escalations } = await world.ask<{ escalations: { nodes: Escalation[] } }>(who, LIST);
  return escalations.nodes.filter(({ ticketNumber }) => ticketNumber === number);
};

const raised = async (): Promise<Escalation> => {
  const [escalation] = await of('supervisor', await world.report({ severity: 'MAJOR' }, 'reporter'));
  return escalation!;
};

const acknowledge = async (who: Who, input: object): Promise<Escalation> =>
  (await world.ask<{ acknowledgeEscalation: Escalation }>(who, ACKNOWLEDGE, { input })).acknowledgeEscalation;

describe('acknowledging', () => {
  it('is done once, by whom it says; the second is a CONFLICT', async () => {
    const { id } = await raised();
    expect(await acknowledge('bot', { escalationId: id, note: '已电话通知' })).toMatchObject({
      acknowledgedBy: { id: PEOPLE.bot.id },
      acknowledgementNote: '已电话通知',
    });
    const again = { input: { escalationId: id } };
    expect(await world.refusal('dispatcher', ACKNOWLEDGE, again)).toMatchObject({
      code: 'CONFLICT',
      state: 'ACKNOWLEDGED',
      allowed: [],
    });
    const written = await world.rows(
      `SELECT event ->> 'type' AS type FROM outbox WHERE event -> 'data' ->> 'escalationId' = $1 ORDER BY outbox.id`,
      [id],
    );
    expect(written).toEqual([{ type: 'escalation.raised' }, { type: 'escalation.acknowledged' }]);
  });

  it('by twelve at once is done by one of them', async () => {
    const { id } = await raised();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, () => acknowledge('supervisor', { escalationId: id })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(String(outcome.reason)).toContain('CONFLICT');
  });

  it('under a key gives the same answer again, and refuses another body', async () => {
    const { id } = await raised();
    const input = { escalationId: id, idempotencyKey: 'once', note: '知道' };
    const first = await acknowledge('admin', input);
    expect(await acknowledge('admin', input)).toEqual(first);
    const other = { input: { ...input, note: '不知道' } };
    expect(await world.refusal('admin', ACKNOWLEDGE, other)).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'idempotencyKey' }],
    });
  });

  it.each<[Who, string]>([
    ['reporter', 'FORBIDDEN'],
    ['auditor', 'FORBIDDEN'],
    ['unsignedEngineer', 'NDA_REQUIRED'],
  ])('is not for the %s', async (who, code) => {
    const { id } = await raised();
    expect((await world.refusal(who, ACKNOWLEDGE, { input: { escalationId: id } })).code).toBe(code);
  });

  it('of one that does not exist, or is about a ticket not to be seen, is NOT_FOUND', async () => {
    const code = async (who: Who, escalationId: string) =>
      (await world.refusal(who, ACKNOWLEDGE, { input: { escalationId } })).code;
    expect(await code('bot', newId('esc'))).toBe('NOT_FOUND');
    expect(await code('bot', 'esc_1')).toBe('BAD_USER_INPUT');
    const ticket = await world.report({ severity: 'MAJOR' });
    await world.record('dispatcher', ticket.id, { action: 'acceptTicket', engineerId: PEOPLE.engineer.id });
    const [escalation] = await of('supervisor', ticket);
    expect(await code('secondEngineer', escalation!.id)).toBe('NOT_FOUND');
  });
});

describe('the bot', () => {
  it('reads escalations, and nothing else', async () => {
    expect((await of('bot', neglected)).map(({ reason }) => reason)).toContain('MAJOR_FAULT');
    for (const source of [
      '{ tickets { totalCount } }',
      '{ escalations { nodes { ticket { id } } } }',
      '{ contract { name } }',
    ])
      expect((await world.refusal('bot', source)).code).toBe('FORBIDDEN');
  });
});

it('a list of escalations shows the tickets to whoever may see them, those open or those answered', async () => {
  const own = await raised();
  const list = async (who: Who, acknowledged: boolean): Promise<string[]> => {
    const data = await world.ask<{ escalations: { nodes: Escalation[] } }>(who, LIST, { acknowledged });
    return data.escalations.nodes.map(({ id }) => id);
  };
  expect(await list('reporter', false)).toContain(own.id);
  expect(await list('colleague', false)).toEqual([]);
  await acknowledge('supervisor', { escalationId: own.id });
  expect(await list('supervisor', false)).not.toContain(own.id);
  expect(await list('supervisor', true)).toContain(own.id);
});

describe('a deadline that nobody keeps', () => {
  const seconds = 4; // of the response to a major fault in `demo-seconds`

  it('is told at a half, at four fifths and when it is missed: each once, with its own instant', async () => {
    const told = await eventually(async () => {
      const found = (await of('supervisor', neglected)).filter(({ clock }) => clock === 'RESPONSE');
      return found.length < 3 ? undefined : found.reverse();
    });
    const reportedAt = Date.parse(neglected.reportedAt);
    expect(
      told.map(({ reason, level, raisedAt }) => [reason, level, Date.parse(raisedAt) - reportedAt]),
    ).toEqual([
      ['RESPONSE_WARNING', 1, 2_000],
      ['RESPONSE_WARNING', 1, 3_200],
      ['RESPONSE_BREACH', 4, 4_000],
    ]);
    expect(new Set(told.map(({ dueAt }) => dueAt))).toEqual(
      new Set([new Date(reportedAt + seconds * 1000).toISOString()]),
    );
  });

  it('stays missed when the step comes after all: met late, both facts kept', async () => {
    await world.change('dispatcher', 'acceptTicket', { ticketId: neglected.id });
    const clock = clockOf(await world.read(neglected.id), 'RESPONSE');
    expect(clock).toMatchObject({ state: 'MET_LATE', breachedAt: clock.dueAt });
    expect(clock.metAt! > clock.breachedAt!).toBe(true);
    const breached = await world.ask<{ tickets: { nodes: { id: string }[] } }>(
      'supervisor',
      '{ tickets(filter: { breached: RESPONSE }) { nodes { id } } }',
    );
    const ids = breached.tickets.nodes.map(({ id }) => id);
    expect(ids).toContain(neglected.id);
    expect(ids).not.toContain(unheard.id);
  });

  it('is told once in events and audit as well, before the step that came late', async () => {
    const types = await world.rows<{ type: string }>(
      `SELECT event ->> 'type' AS type FROM outbox
       WHERE key = $1 AND coalesce(event -> 'data' ->> 'clock', 'RESPONSE') = 'RESPONSE' ORDER BY outbox.id`,
      [neglected.id],
    );
    const order = types.map(({ type }) => type);
    expect(order.filter((type) => type === 'clock.breached')).toHaveLength(1);
    expect(order.indexOf('clock.breached')).toBeLessThan(order.indexOf('ticket.accepted'));
    const marks = await world.rows(
      `SELECT action FROM audit_entry WHERE aggregate_id = $1 AND actor_id = 'system:clock' AND action LIKE 'RESPONSE%'`,
      [neglected.id],
    );
    expect(marks).toHaveLength(3);
  });

  it('but was kept, though the process never learned of it, is not told', async () => {
    await eventually(() =>
      worker.lines.some(
        ({ ticketId, marks }) => ticketId === unheard.id && JSON.stringify(marks).includes('BREACH'),
      ),
    );
    const reasons = (await of('supervisor', unheard)).map(({ reason }) => reason);
    expect(reasons).toContain('MAJOR_FAULT');
    expect(reasons).not.toContain('RESPONSE_BREACH');
    expect(clockOf(await world.read(unheard.id), 'RESPONSE').state).toBe('MET');
  });
});
