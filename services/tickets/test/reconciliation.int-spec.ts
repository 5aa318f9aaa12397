import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '@temporalio/client';
import { DRIFT_FOUND, type ReconciliationResult } from '@zhishou/messages/reconciliation';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { caseQuery } from '@zhishou/messages/case-process';
import { RECONCILIATIONS, ticketWorkflowId } from '@zhishou/messages/workflow-ids';
import { newId } from '@zhishou/platform/ids';
import { createLogger } from '@zhishou/platform/log';
import { eventually } from '@zhishou/testkit/eventually';
import { mendDrift, readDrift } from '@zhishou/platform/process/reconciliation/drift.report';
import {
  createReconciliation,
  type Reconciliation,
} from '@zhishou/platform/process/reconciliation/reconciliation';
import { reconciliationSchedule } from '@zhishou/platform/process/reconciliation/reconciliation.schedule';
import { putSchedule } from '@zhishou/platform/temporal/schedule';
import { TICKETS } from '../src/process/ticket.table.js';
import { PEOPLE } from '@zhishou/testkit/people';
import { repairRecord } from './ticket.view.js';
import { TicketsWorld } from './tickets.world.js';

let world: TicketsWorld;
let temporal: Client;
let parts: Reconciliation;

beforeAll(async () => {
  world = await TicketsWorld.open();
  temporal = world.service.app.get(Client);
  parts = createReconciliation(world.db, temporal, [TICKETS], createLogger('test'));
});

afterAll(() => world?.close());

const handleOf = (ticketId: string) => temporal.workflow.getHandle(ticketWorkflowId('FAULT', ticketId));

/** Everything about the ticket happened so long ago that it is settled. */
async function age(ticketId: string): Promise<void> {
  await world.rows(`UPDATE ticket SET reported_at = reported_at - interval '2 minutes' WHERE id = $1`, [
    ticketId,
  ]);
  await world.rows(`UPDATE transition SET at = at - interval '2 minutes' WHERE case_id = $1`, [ticketId]);
}

/** A ticket whose process Temporal's list shows. */
async function reported(): Promise<string> {
  const { id } = await world.report();
  await eventually(async () => (await handleOf(id).describe()).status.name === 'RUNNING');
  await eventually(async () => {
    const query = `WorkflowId = '${ticketWorkflowId('FAULT', id)}' AND ExecutionStatus = 'Running'`;
    return (await temporal.workflow.count(query)).count === 1;
  });
  await eventually(async () => (await row(id)).process_started_at !== null);
  return id;
}

async function row(id: string) {
  const [found] = await world.rows<{ version: number; process_started_at: Date | null }>(
    'SELECT version, process_started_at FROM ticket WHERE id = $1',
    [id],
  );
  return found!;
}

const apart = async (ticketId: string) =>
  (await readDrift(parts)).drift.filter((drift) => drift.caseId === ticketId).map(({ what }) => what);

/** What of the reconciliation needs no worker. */
async function mendPresence(): Promise<number> {
  const { compareOpenCases, compareRunningProcesses, settleKnownDrift } = parts.reconciler.activities;
  let mended = 0;
  for (const compare of [compareOpenCases, compareRunningProcesses, settleKnownDrift]) {
    mended += (await compare({ after: null })).mended;
  }
  return mended;
}

const presenceOf = async (ticketId: string) =>
  (await parts.comparison.presence(TICKETS, ticketId))?.what ?? null;

/** What stands on record of a ticket, newest last; what is mended ends in a tick. */
const onRecord = async (ticketId: string) =>
  (
    await world.rows<{ what: string; mended: boolean }>(
      'SELECT what, mended_at IS NOT NULL AS mended FROM drift WHERE case_id = $1 ORDER BY seen_at',
      [ticketId],
    )
  ).map(({ what, mended }) => (mended ? `${what} ✓` : what));

const told = async (ticketId: string) =>
  (
    await world.rows<{ what: string }>(
      `SELECT event #>> '{data,what}' AS what FROM outbox WHERE event ->> 'type' = $1 AND key = $2 ORDER BY id`,
      [DRIFT_FOUND, ticketId],
    )
  ).map(({ what }) => what);

const calls = (ticketId: string) =>
  world.rows<{ reason: string }>('SELECT reason, mark FROM escalation WHERE ticket_id = $1', [ticketId]);

describe('while no worker runs', () => {
  it('sees nothing wrong with a ticket that runs or is too young, nor where nobody answers', async () => {
    const running = await reported();
    await age(running);
    const young = await reported();
    await handleOf(young).terminate();
    const { drift, unanswered } = await readDrift(parts);
    expect(drift).toEqual([]);
    expect(unanswered).toBe(1);
  });

  it('starts what was never started, and tells it once', async () => {
    const id = await reported();
    await handleOf(id).terminate();
    await world.rows('UPDATE ticket SET process_started_at = NULL WHERE id = $1', [id]);
    await age(id);
    expect(await presenceOf(id)).toBe('NOT_RUNNING');
    expect(await mendPresence()).toBe(1);
    expect((await handleOf(id).describe()).status.name).toBe('RUNNING');
    expect((await row(id)).process_started_at).not.toBeNull();
    expect([await presenceOf(id), await onRecord(id), await told(id)]).toEqual([
      null,
      ['NOT_RUNNING ✓'],
      ['NOT_RUNNING'],
    ]);
    const [entry] = await world.rows(
      `SELECT actor_id, after FROM audit_entry WHERE action = 'mendDrift' AND aggregate_id = $1`,
      [id],
    );
    expect(entry).toEqual({
      actor_id: 'system:reconciliation',
      after: { what: 'NOT_RUNNING', by: 'started from the record' },
    });
  });

  it('notes what runs and was not noted', async () => {
    const id = await reported();
    await world.rows('UPDATE ticket SET process_started_at = NULL WHERE id = $1', [id]);
    await age(id);
    expect(await presenceOf(id)).toBe('NOT_NOTED');
    await mendPresence();
    expect((await row(id)).process_started_at).not.toBeNull();
    expect([await presenceOf(id), await onRecord(id)]).toEqual([null, ['NOT_NOTED ✓']]);
  });

  it('reports a process without a ticket once, for as long as it runs', async () => {
    const ticketId = newId('tkt');
    await temporal.workflow.start('fault', {
      workflowId: ticketWorkflowId('FAULT', ticketId),
      taskQueue: TASK_QUEUES.tickets,
      args: [{ case: {} }],
    });
    await eventually(async () => (await presenceOf(ticketId)) === 'NO_TICKET');
    await mendPresence();
    await mendPresence();
    expect([await onRecord(ticketId), await told(ticketId)]).toEqual([['NO_TICKET'], ['NO_TICKET']]);
    await handleOf(ticketId).terminate();
    await eventually(async () => {
      await mendPresence();
      expect(await onRecord(ticketId)).toEqual(['NO_TICKET ✓']);
      return true;
    });
  });
});

describe('with a worker', () => {
  beforeAll(async () => {
    await world.startWorker();
  });

  it('starts a lost process where its ticket stands: nothing is told twice, and its life goes on', async () => {
    const { id } = await world.report({ severity: 'MAJOR' });
    await world.change('dispatcher', 'acceptTicket', { ticketId: id, engineerId: PEOPLE.engineer.id });
    await eventually(async () => (await calls(id)).length >= 3, { within: 30_000 });
    await handleOf(id).terminate();
    await age(id);
    const before = await calls(id);
    expect(await apart(id)).toEqual(['NOT_RUNNING']);
    await mendDrift(parts);
    const arrived = await world.change('engineer', 'checkIn', { ticketId: id });
    expect(arrived).toMatchObject({ state: 'ON_SITE', version: 2 });
    const after = await calls(id);
    expect(after).toEqual(expect.arrayContaining(before));
    expect(new Set(after.map((call) => JSON.stringify(call))).size).toBe(after.length);
    expect((await handleOf(id).describe()).historyLength).toBeLessThan(40);
  });

  const closed = async () => {
    const { id, reportedAt } = await world.report();
    await world.change('dispatcher', 'acceptTicket', { ticketId: id, engineerId: PEOPLE.engineer.id });
    await world.change('engineer', 'checkIn', { ticketId: id });
    await world.change('engineer', 'fileRepairReport', { ticketId: id, ...repairRecord() });
    await world.change('supervisor', 'recordRecoveryTest', { ticketId: id, passed: true });
    return { id, reportedAt };
  };

  it('takes a lost process up again that waits for the callback, or for corrections after it', async () => {
    const { id, reportedAt } = await closed();
    const start = { ticketId: id, startedAt: reportedAt, reason: '值班记录' };
    const loseAndMend = async () => {
      await handleOf(id).terminate();
      const refusal = await world.refusedChange('supervisor', 'correctFaultStart', start);
      expect(refusal.code).toBe('UNAVAILABLE');
      await age(id);
      expect(await apart(id)).toEqual(['NOT_RUNNING']);
      await mendDrift(parts);
    };
    await loseAndMend();
    await world.change('reporter', 'recordCallback', { ticketId: id, satisfied: true });
    await loseAndMend();
    expect(await world.change('supervisor', 'correctFaultStart', start)).toMatchObject({ version: 6 });
    expect((await handleOf(id).describe()).status.name).toBe('RUNNING');
  });

  it('tells the process of a closed fault the answer it never learned', async () => {
    const { id } = await closed();
    await world.record('reporter', id, { action: 'recordCallback', satisfied: true });
    await age(id);
    expect(await apart(id)).toEqual(['BEHIND']);
    await mendDrift(parts);
    expect(await handleOf(id).query(caseQuery)).toMatchObject({ callback: { satisfied: true } });
    expect(await apart(id)).toEqual([]);
  });

  it('tells a process the steps it never learned', async () => {
    const id = await reported();
    await world.record('dispatcher', id, { action: 'acceptTicket' });
    expect(await apart(id)).toEqual([]);
    await age(id);
    expect(await apart(id)).toEqual(['BEHIND']);
    await mendDrift(parts);
    expect(await handleOf(id).query(caseQuery)).toMatchObject({ version: 1, state: 'ACCEPTED' });
    expect([await apart(id), await onRecord(id)]).toEqual([[], ['BEHIND ✓']]);
  });

  it('lets a process end whose ticket is over', async () => {
    const id = await reported();
    await world.record('reporter', id, { action: 'cancelTicket' });
    await world.rows(
      `UPDATE ticket SET process = jsonb_set(process, '{closedAt}', to_jsonb(
      (process ->> 'closedAt')::bigint - 120000)) WHERE id = $1`,
      [id],
    );
    expect(await apart(id)).toEqual(['STILL_RUNNING']);
    await mendDrift(parts);
    await eventually(async () => (await handleOf(id).describe()).status.name === 'COMPLETED');
    expect(await onRecord(id)).toEqual(['STILL_RUNNING ✓']);
  });

  it('leaves to people what it would have to guess: a process that knows more than the record', async () => {
    const { id } = await world.report();
    await world.change('dispatcher', 'acceptTicket', { ticketId: id });
    const [kept] = await world.rows<{ process: object }>('SELECT process FROM ticket WHERE id = $1', [id]);
    await world.rows(`UPDATE ticket SET version = 0 WHERE id = $1`, [id]);
    await age(id);
    expect(await apart(id)).toEqual(['AHEAD']);
    await mendDrift(parts);
    expect([await onRecord(id), await told(id)]).toEqual([['AHEAD'], ['AHEAD']]);
    await world.rows(`UPDATE ticket SET version = 1, process = $2 WHERE id = $1`, [id, kept!.process]);
    await mendDrift(parts);
    expect(await onRecord(id)).toEqual(['AHEAD ✓']);
  });
});

describe('the schedule', () => {
  const putEvery = (seconds: number) =>
    putSchedule(temporal, reconciliationSchedule(TASK_QUEUES.tickets, seconds));

  it('is there once, however many workers set it up, and takes a new interval over', async () => {
    await putEvery(300);
    await putEvery(600);
    const { spec } = await temporal.schedule.getHandle(RECONCILIATIONS.tickets.id).describe();
    expect(spec.intervals?.map(({ every }) => every)).toEqual([600_000]);
  });

  it('keeps a pause that an operator asked for', async () => {
    const schedule = temporal.schedule.getHandle(RECONCILIATIONS.tickets.id);
    await schedule.pause('maintenance');
    await putEvery(86_400);
    expect((await schedule.describe()).state).toMatchObject({ paused: true, note: 'maintenance' });
    await schedule.unpause();
  });

  it('runs the whole comparison in the worker', async () => {
    const lost = await reported();
    await handleOf(lost).terminate();
    await age(lost);
    await temporal.schedule.getHandle(RECONCILIATIONS.tickets.id).trigger();
    await eventually(async () => (await handleOf(lost).describe()).status.name === 'RUNNING');
    const { info } = await temporal.schedule.getHandle(RECONCILIATIONS.tickets.id).describe();
    const { workflow } = info.recentActions.at(-1)!.action;
    const result = (await temporal.workflow.getHandle(workflow.workflowId).result()) as ReconciliationResult;
    expect(result).toMatchObject({ found: 1, mended: 1 });
    expect(result.compared).toBeGreaterThan(5);
  });
});
