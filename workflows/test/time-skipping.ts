import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from '@jest/globals';
import { WorkflowClient } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { TASK_QUEUES, type TaskQueue } from '@zhishou/messages/task-queues';
import { FakeDatabase } from './fake-database.js';

/** What the workers of this queue run. */
export const bundleOf = (queue: TaskQueue): string =>
  fileURLToPath(new URL(`../dist/${queue}.bundle.js`, import.meta.url));

/** How the worker differs from the shipped one, and what it does beside the activities of every process. */
type WorkerParts = Pick<WorkerOptions, 'maxCachedWorkflows' | 'activities'>;

export const installQuietRuntime = (): void => {
  const logger = new DefaultLogger('ERROR');
  Runtime.install({ logger, telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
};

/** A time-skipping server, one worker with the shipped bundle, and a database. One a test file: time is the server's. */
export class TimeSkipping {
  readonly database = new FakeDatabase(() => this.environment.currentTimeMs());
  private environment!: TestWorkflowEnvironment;
  private worker: Worker | undefined;
  private running: Promise<void> | undefined;

  constructor(
    readonly queue: TaskQueue,
    private readonly parts: WorkerParts,
  ) {}

  /** Names that say nothing of the machine, for histories that are kept. */
  private get identity() {
    return { client: this.queue, worker: `${this.queue}-worker` };
  }

  async start(): Promise<void> {
    const path = process.env.TEMPORAL_TEST_SERVER;
    if (!path) throw new Error('TEMPORAL_TEST_SERVER is missing: the path of the time-skipping test server');
    installQuietRuntime();
    this.environment = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path } },
      client: { identity: this.identity.client },
    });
    await this.startWorker();
  }

  get workflows() {
    return this.environment.client.workflow;
  }

  /** By the worker's connection: the client's takes no history of a run that was full. */
  historyOf(workflowId: string, runId?: string) {
    return this.steady.getHandle(workflowId, runId).fetchHistory();
  }

  /** Runs a workflow that takes no time; none is skipped while it is waited for. */
  runAtOnce(type: string, workflowId: string): Promise<unknown> {
    return this.steady.execute(type, { workflowId, taskQueue: this.queue });
  }

  private get steady(): WorkflowClient {
    return new WorkflowClient({ connection: this.environment.nativeConnection });
  }

  async startWorker(): Promise<void> {
    const { recordTransition, claimMarks } = this.database;
    const { activities, ...options } = this.parts;
    this.worker = await Worker.create({
      connection: this.environment.nativeConnection,
      taskQueue: this.queue,
      identity: this.identity.worker,
      buildId: this.identity.worker,
      workflowBundle: { codePath: bundleOf(this.queue) },
      activities: { recordTransition, claimMarks, ...activities },
      ...options,
    });
    this.running = this.worker.run();
  }

  async stopWorker(): Promise<void> {
    this.worker?.shutdown();
    await this.running;
  }

  /** Skips until the database's clock, were it not held, shows this instant. */
  async skipTo(instant: number): Promise<void> {
    const ahead = instant - this.database.skewMs - (await this.environment.currentTimeMs());
    if (ahead > 0) await this.environment.sleep(ahead);
  }

  /** In this order: worker, connections and server, runtime. */
  async stop(): Promise<void> {
    await this.stopWorker();
    await this.environment.teardown();
    await Runtime.instance().shutdown();
  }
}

/** Time to skip for the tests of this file. */
export function useTimeSkipping(
  parts: WorkerParts = {},
  queue: TaskQueue = TASK_QUEUES.tickets,
): TimeSkipping {
  const time = new TimeSkipping(queue, parts);
  beforeAll(() => time.start());
  afterAll(() => time.stop());
  return time;
}
