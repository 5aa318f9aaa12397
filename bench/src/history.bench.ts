import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { REPOSITORY } from '@zhishou/local/root/repository';
import { givenServers } from '@zhishou/local/tools/given-servers';
import { venvProgram } from '@zhishou/local/tools/python';
import { type ProcessActivities, stepUpdate } from '@zhishou/messages/case-process';
import { openCase, type TicketStep } from '@zhishou/rules/ticket-case';
import type { Role } from '@zhishou/rules/role';
import { report, type Row } from './report.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WEEK = 7 * 24 * HOUR;
const QUEUE = 'bench-history';

const SUPERVISOR: Role = 'BUREAU_SUPERVISOR';
const DISPATCHER: Role = 'PROVIDER_DISPATCHER';
const ENGINEER: Role = 'PROVIDER_ENGINEER';

/** Events in the history of one ticket: of a pause of a week, and of one whole fault. */
export async function history(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const path = givenServers().temporalTestServer ?? venvProgram('temporal-test-server');
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: QUEUE,
    workflowBundle: { codePath: join(REPOSITORY, 'workflows/dist/tickets.bundle.js') },
    activities: activitiesOn(env),
  });
  try {
    report('history', 'npm run bench -- history', await worker.runUntil(() => rowsOf(env)));
  } finally {
    await env.teardown();
  }
}

const activitiesOn = (env: TestWorkflowEnvironment): ProcessActivities<TicketStep> => ({
  recordTransition: async () => ({ at: await env.currentTimeMs() }),
  claimMarks: async ({ marks }) => ({ now: await env.currentTimeMs(), settled: marks }),
});

async function rowsOf(env: TestWorkflowEnvironment): Promise<Row[]> {
  const paused = await openFault(env, 'paused');
  await paused.take(DISPATCHER, { action: 'acceptTicket' });
  await paused.take(DISPATCHER, { action: 'requestPause' });
  await paused.take(SUPERVISOR, { action: 'decidePause', approve: true });
  const before = await paused.length();
  await env.sleep(WEEK);
  const after = await paused.length();

  const whole = await openFault(env, 'whole');
  const life: [Role, TicketStep][] = [
    [DISPATCHER, { action: 'acceptTicket' }],
    [ENGINEER, { action: 'startRemoteSupport', engineerId: 'p' }],
    [DISPATCHER, { action: 'dispatchEngineer', engineerId: 'p' }],
    [ENGINEER, { action: 'checkIn', engineerId: 'p' }],
    [ENGINEER, { action: 'fileRepairReport', engineerId: 'p' }],
    [SUPERVISOR, { action: 'recordRecoveryTest', passed: true }],
    [SUPERVISOR, { action: 'recordCallback', satisfied: true }],
  ];
  for (const [role, step] of life) {
    await whole.take(role, step);
    await env.sleep('5m');
  }
  return [
    { what: 'added by a pause of a week', events: after - before, goal: 'none' },
    { what: 'one whole fault, reported to callback', events: await whole.length(), goal: '120 at most' },
  ];
}

async function openFault(env: TestWorkflowEnvironment, ticketId: string) {
  const budget = { RESPONSE: 10 * MINUTE, ONSITE: 2 * HOUR, RESOLVE: 8 * HOUR };
  const rules = {
    contractVersion: 'bench',
    budgets: { MAJOR: budget, GENERAL: budget, CONSULTATION: budget },
    warnAt: [
      { mark: 'WARNING_50', numerator: 1, denominator: 2 },
      { mark: 'WARNING_80', numerator: 4, denominator: 5 },
    ] as const,
    callbackDueMs: 3 * 24 * HOUR,
    callbackOpenMs: 30 * 24 * HOUR,
  };
  const reportedAt = await env.currentTimeMs();
  const facts = {
    ticketId,
    kind: 'FAULT',
    severity: 'GENERAL',
    coverage: 'COVERED',
    reportedAt,
    reportedById: 'p',
  } as const;
  const handle = await env.client.workflow.start('fault', {
    workflowId: `fault/${ticketId}`,
    taskQueue: QUEUE,
    args: [{ case: openCase(facts, { ...rules, warnAt: [...rules.warnAt] }) }],
  });
  let steps = 0;
  return {
    take: (role: Role, step: TicketStep) => {
      const stepId = `${ticketId}-${(steps += 1)}`;
      const request = {
        stepId,
        attemptId: stepId,
        step,
        details: {},
        by: { id: 'p', role },
        requestId: stepId,
      };
      return handle.executeUpdate(stepUpdate, { args: [request] });
    },
    length: async () => (await handle.fetchHistory()).events?.length ?? 0,
  };
}
