import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { eventually } from '@zhishou/testkit/eventually';
import { startTcpProxy, type TcpProxy } from '@zhishou/testkit/tcp-proxy';
import { Client } from '@temporalio/client';
import { PEOPLE } from '@zhishou/testkit/people';
import { GENERAL_FAULT } from './ticket.view.js';
import { TicketsWorld } from './tickets.world.js';

/** The service reaches its servers through these; the worker and the test reach them directly. */
let temporal: TcpProxy;
let postgres: TcpProxy;
let world: TicketsWorld;

beforeAll(async () => {
  const { host } = new URL(process.env.DATABASE_URL!);
  [temporal, postgres] = await Promise.all([
    startTcpProxy(process.env.TEMPORAL_ADDRESS!),
    startTcpProxy(host),
  ]);
  world = await TicketsWorld.open(({ DATABASE_URL }) => ({
    TEMPORAL_ADDRESS: temporal.address,
    DATABASE_URL: DATABASE_URL!.replace(host, postgres.address),
  }));
  await world.startWorker();
});

afterEach(() => {
  temporal.mend();
  postgres.mend();
});

afterAll(async () => {
  await world?.close();
  await Promise.all([temporal?.close(), postgres?.close()]);
});

const stepsOf = (ticketId: string) =>
  world.rows<{ action: string }>('SELECT action FROM transition WHERE case_id = $1 ORDER BY version', [
    ticketId,
  ]);

const workflowOf = (ticketId: string) =>
  world.service.app.get(Client).workflow.getHandle(`fault/${ticketId}`);

describe('while Temporal is away', () => {
  it('a report is answered at once, and its process starts by itself', async () => {
    temporal.cut();
    const ticket = await world.report({ severity: 'MAJOR' });
    expect(ticket).toMatchObject({ state: 'REPORTED' });
    const started = await eventually(
      async () => {
        const [row] = await world.rows<{ at: Date | null }>(
          'SELECT process_started_at AS at FROM ticket WHERE id = $1',
          [ticket.id],
        );
        return row?.at;
      },
      { within: 30_000 },
    );
    expect(started.getTime()).toBeGreaterThan(Date.parse(ticket.reportedAt));
    temporal.mend();
    expect(await eventually(() => workflowOf(ticket.id).describe())).toMatchObject({
      status: { name: 'RUNNING' },
    });
  });

  it('a step is UNAVAILABLE, told to the operator, never recorded, and may be repeated with its key', async () => {
    const { id } = await world.report();
    await world.change('dispatcher', 'acceptTicket', { ticketId: id });
    const input = { ticketId: id, idempotencyKey: randomUUID(), note: '13800001111' };
    const warn = jest.spyOn(world.service.app.get<Logger>(LOGGER), 'warn');
    temporal.cut();
    const refusal = await world.refusedChange('engineer', 'checkIn', input);
    expect(refusal).toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('Nothing was changed'),
    });
    expect(await stepsOf(id)).toHaveLength(1);
    expect(warn).toHaveBeenCalledWith(
      expect.objectContaining({ ticketId: id, action: 'checkIn', err: expect.any(Error) }),
      'a step was not taken',
    );
    expect(JSON.stringify(warn.mock.calls)).not.toContain('13800001111');
    temporal.mend();
    const taken = await eventually(() => world.change('engineer', 'checkIn', input));
    expect(taken).toMatchObject({ state: 'ON_SITE', version: 2 });
    expect(await stepsOf(id)).toHaveLength(2);
  });
});

describe('a recorded step', () => {
  it('is found by a process that is just before it, and taken for no other step by one that is elsewhere', async () => {
    const { id } = await world.report();
    await world.change('dispatcher', 'acceptTicket', { ticketId: id });
    await world.change('engineer', 'startRemoteSupport', { ticketId: id });
    const [recorded] = await world.rows<{ step_id: string; at: Date }>(
      'SELECT step_id, at FROM transition WHERE case_id = $1 AND version = 1',
      [id],
    );
    const askedAs = (version: number) =>
      world.activities.recordTransition({
        kind: 'ticket',
        caseId: id,
        version,
        stepId: recorded!.step_id,
        attemptId: randomUUID(),
        step: { action: 'acceptTicket' },
        details: {},
        by: PEOPLE.dispatcher,
        requestId: 'req_again',
      });
    expect(await askedAs(1)).toEqual({ at: recorded!.at.getTime() });
    for (const version of [2, 3]) await expect(askedAs(version)).rejects.toMatchObject({ type: 'DRIFT' });
    expect(await stepsOf(id)).toHaveLength(2);
  });
});

describe('a try that its caller has given up', () => {
  it('is never recorded, however late it arrives; the next try with the key is', async () => {
    const { id } = await world.report();
    const input = { ticketId: id, idempotencyKey: randomUUID() };
    temporal.cut();
    expect((await world.refusedChange('dispatcher', 'acceptTicket', input)).code).toBe('UNAVAILABLE');
    temporal.mend();
    const [given] = await world.rows<{ attempt_id: string }>(
      'SELECT attempt_id FROM abandoned_attempt WHERE case_id = $1',
      [id],
    );
    const late = world.activities.recordTransition({
      kind: 'ticket',
      caseId: id,
      version: 1,
      stepId: randomUUID(),
      attemptId: given!.attempt_id,
      step: { action: 'acceptTicket' },
      details: {},
      by: PEOPLE.dispatcher,
      requestId: 'req_late',
    });
    await expect(late).rejects.toMatchObject({ type: 'ABANDONED' });
    expect(await stepsOf(id)).toEqual([]);
    const taken = await eventually(() => world.change('dispatcher', 'acceptTicket', input));
    expect(taken).toMatchObject({ state: 'ACCEPTED', version: 1 });
  });
});

describe('a ticket without a workflow', () => {
  it('gets one with its next step, whether it is known to be owed or not', async () => {
    for (const knownAs of ['NULL', 'now()']) {
      const { id } = await world.report();
      await eventually(() => workflowOf(id).describe());
      await world.change('dispatcher', 'acceptTicket', { ticketId: id });
      await forget(id);
      await world.rows(`UPDATE ticket SET process_started_at = ${knownAs} WHERE id = $1`, [id]);
      expect((await world.change('engineer', 'checkIn', { ticketId: id })).version).toBe(2);
    }
  });

  /** As if Temporal had lost its data. */
  async function forget(ticketId: string): Promise<void> {
    const { workflowService, options } = world.service.app.get(Client);
    await workflowService.deleteWorkflowExecution({
      namespace: options.namespace,
      workflowExecution: { workflowId: `fault/${ticketId}` },
    });
    await eventually(() =>
      workflowOf(ticketId)
        .describe()
        .then(
          () => false,
          () => true,
        ),
    );
  }
});

describe('a process that never learned of a recorded step', () => {
  it('is told it with the next one, and both are recorded once, in order', async () => {
    const { id } = await world.report();
    await world.record('dispatcher', id, { action: 'acceptTicket', engineerId: PEOPLE.engineer.id });
    await world.record('engineer', id, { action: 'startRemoteSupport', engineerId: PEOPLE.engineer.id });
    const dispatched = { ticketId: id, engineerId: PEOPLE.engineer.id };
    expect(await world.change('dispatcher', 'dispatchEngineer', dispatched)).toMatchObject({ version: 3 });
    expect(await world.change('engineer', 'checkIn', { ticketId: id })).toMatchObject({ version: 4 });
    const actions = (await stepsOf(id)).map(({ action }) => action);
    expect(actions).toEqual(['acceptTicket', 'startRemoteSupport', 'dispatchEngineer', 'checkIn']);
  });
});

describe('while PostgreSQL is away', () => {
  it('a report is UNAVAILABLE and nothing of it stays', async () => {
    const before = await world.count('ticket');
    postgres.cut();
    const refusal = await world.refusedChange('reporter', 'reportTicket', GENERAL_FAULT);
    expect(refusal).toMatchObject({ code: 'UNAVAILABLE' });
    expect(refusal.message).not.toMatch(/ECONN|postgres|127\.0\.0\.1/);
    postgres.mend();
    expect(await eventually(() => world.count('ticket'))).toBe(before);
    expect((await eventually(() => world.report())).state).toBe('REPORTED');
  });

  it('lost while a step is on its way, its outcome is said to be unknown, and its key finds it out', async () => {
    const { id } = await eventually(() => world.report());
    const input = { ticketId: id, idempotencyKey: randomUUID() };
    const holder = await world.holdTicket(id);
    const asked = world.refusedChange('dispatcher', 'acceptTicket', input);
    await holder.isWaitedFor();
    postgres.cut();
    await holder.letGo();
    const refusal = await asked;
    expect(refusal).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('not known') });
    postgres.mend();
    const taken = await eventually(() => world.change('dispatcher', 'acceptTicket', input));
    expect(taken).toMatchObject({ state: 'ACCEPTED', version: 1 });
    expect(await stepsOf(id)).toEqual([{ action: 'acceptTicket' }]);
  });

  it('and Temporal too, the same', async () => {
    const { id } = await eventually(() => world.report());
    const input = { ticketId: id, idempotencyKey: randomUUID() };
    const holder = await world.holdTicket(id);
    const asked = world.refusedChange('dispatcher', 'acceptTicket', input);
    await holder.isWaitedFor();
    postgres.cut();
    temporal.cut();
    const refusal = await asked;
    expect(refusal).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('not known') });
    await holder.letGo();
    [postgres, temporal].forEach((server) => server.mend());
    const taken = await eventually(() => world.change('dispatcher', 'acceptTicket', input));
    expect(taken).toMatchObject({ state: 'ACCEPTED', version: 1 });
    expect(await stepsOf(id)).toEqual([{ action: 'acceptTicket' }]);
  });
});

it('the worker ends in order when it is asked to', async () => {
  const [worker] = world.workers;
  expect(await worker!.stop()).toBe(0);
});
