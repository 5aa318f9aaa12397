import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '@temporalio/client';
import { stepUpdate } from '@zhishou/messages/case-process';
import { ticketWorkflowId } from '@zhishou/messages/workflow-ids';
import { createLogger } from '@zhishou/platform/log';
import { eventually } from '@zhishou/testkit/eventually';
import { ProcessStarter } from '@zhishou/platform/process/process.starter';
import { createReconciliation } from '@zhishou/platform/process/reconciliation/reconciliation';
import { RunningProcesses } from '@zhishou/platform/process/reconciliation/running-processes';
import { TICKETS } from '../src/process/ticket.table.js';
import { Ticket } from '../src/ticket/ticket.entity.js';
import { Transition } from '@zhishou/platform/process/transition.entity';
import { PEOPLE } from '@zhishou/testkit/people';
import { TicketsWorld } from './tickets.world.js';

/** A run is full when its history has four of these. */
const BALLAST = 'x'.repeat(2 ** 20);

let world: TicketsWorld;
let temporal: Client;

beforeAll(async () => {
  world = await TicketsWorld.open();
  temporal = world.service.app.get(Client);
  await world.startWorker();
});

afterAll(() => world?.close());

const handleOf = (id: string) => temporal.workflow.getHandle(ticketWorkflowId('FAULT', id));
const runOf = async (id: string) => (await handleOf(id).describe()).runId;

async function accepted(): Promise<string> {
  const { id } = await world.report();
  await world.change('dispatcher', 'acceptTicket', { ticketId: id });
  return id;
}

const dispatch = (id: string) =>
  world.change('dispatcher', 'dispatchEngineer', { ticketId: id, engineerId: PEOPLE.engineer.id });

/** Asks for the first step again, which is taken once, with ballast, until the process goes on in a new run. */
async function fillRun(ticketId: string): Promise<void> {
  const { stepId, step, byId, byRole } = await world.db
    .getRepository(Transition)
    .findOneByOrFail({ caseId: ticketId, version: 1 });
  const by = { id: byId, role: byRole };
  const request = { stepId, step, by, details: { ballast: BALLAST }, requestId: 'req_test' };
  const left = await runOf(ticketId);
  await eventually(
    async () => {
      await handleOf(ticketId).executeUpdate(stepUpdate, { args: [{ ...request, attemptId: randomUUID() }] });
      return (await runOf(ticketId)) !== left;
    },
    { within: 40_000 },
  );
}

describe('a fault that outlives the runs of its process', () => {
  it('takes every step that comes while they change, once, and answers it', async () => {
    const id = await accepted();
    let isFilled = false;
    const filling = (async () => {
      for (let runs = 0; runs < 2; runs += 1) await fillRun(id);
    })().finally(() => (isFilled = true));
    const answered: number[] = [];
    const goOn = async () => {
      do answered.push((await dispatch(id)).version);
      while (!isFilled);
    };
    await Promise.all([filling, ...Array.from({ length: 4 }, goOn)]);
    const rows = await world.rows<{ version: number }>(
      'SELECT version FROM transition WHERE case_id = $1 ORDER BY version',
      [id],
    );
    expect(rows.map(({ version }) => version)).toEqual(rows.map((_, index) => index + 1));
    expect(rows).toHaveLength(1 + answered.length);
    expect((await world.read(id)).version).toBe(rows.length);
  });

  it('has one process to whoever looks for it, starts it or compares it', async () => {
    const id = await accepted();
    await fillRun(id);
    const run = await runOf(id);
    const ticket = await world.db.getRepository(Ticket).findOneByOrFail({ id });
    const starter = new ProcessStarter(world.db, temporal, createLogger('test'));
    await starter.start(TICKETS, ticket);
    await starter.start(TICKETS, ticket, { lost: true });
    expect(await runOf(id)).toBe(run);
    const processes = new RunningProcesses(temporal);
    const workflowId = ticketWorkflowId('FAULT', id);
    expect(await processes.isRunning(workflowId)).toBe(true);
    const { comparison } = createReconciliation(world.db, temporal, [TICKETS], createLogger('test'));
    expect(await comparison.presence(TICKETS, id)).toBeNull();
    expect(await comparison.versions(TICKETS, id)).toEqual({ caseId: id, agreed: 1, drift: null });
    await eventually(async () => {
      const { ids } = await processes.page(TICKETS.workflowTypes, 100, null);
      return ids.filter((one) => one === workflowId).length === 1;
    });
    expect(await processes.among([workflowId])).toEqual(new Set([workflowId]));
  });
});
