import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy } from '@temporalio/client';
import type { ProcessInput } from '@zhishou/messages/case-process';
import type { Case, Step } from '@zhishou/rules/life';
import type { DataSource } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { pause } from '../backoff.js';
import type { Logger } from '../log.js';
import type { AnyCaseTable, CaseRow, CaseTable } from './case-table.js';

const PATIENCE_MS = 5_000;
/** So long a step waits for a worker that was killed with it in hand, instead of Temporal's own ten seconds. */
const TASK_TIMEOUT_MS = 5_000;
const SWEEP_EVERY_MS = 2_000;
/** younger than this, the service that opened the case is still at it */
const OWED_AFTER_MS = 12_000;
/** at once; whoever takes a step meanwhile is not to feel it */
const SWEEP_BATCH = 10;

/**
 * Starts the workflow of a case: soon, by the `StartQueue` of the process that opened it, else by the sweep. Starting
 * twice is harmless, since a workflow id is used once.
 */
export class ProcessStarter {
  private readonly stopping = new AbortController();
  private sweeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: DataSource,
    private readonly temporal: Client,
    private readonly log: Logger,
  ) {}

  /** @param options `lost`: the workflow it had is known to have ended before its time; another takes its place */
  async start<Row extends CaseRow<C>, C extends Case, S extends Step>(
    table: CaseTable<Row, C, S>,
    row: Row,
    { lost = false }: { lost?: boolean } = {},
  ): Promise<void> {
    const input: ProcessInput<C> = { case: row.process };
    const { id, type } = table.workflowOf(row);
    try {
      await this.temporal.withDeadline(Date.now() + PATIENCE_MS, () =>
        this.temporal.workflow.start(type, {
          workflowId: id,
          workflowIdReusePolicy: lost
            ? WorkflowIdReusePolicy.ALLOW_DUPLICATE
            : WorkflowIdReusePolicy.REJECT_DUPLICATE,
          taskQueue: table.taskQueue,
          workflowTaskTimeout: TASK_TIMEOUT_MS,
          args: [input],
        }),
      );
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
    await this.db.manager.update(table.entity, { id: row.id }, {
      processStartedAt: () => 'clock_timestamp()',
    } as unknown as QueryDeepPartialEntity<Row>);
  }

  /** Starts what is owed to cases of these kinds, until stopped. */
  startSweeping(tables: readonly AnyCaseTable[]): void {
    this.sweeping = this.sweepOnAndOn(tables);
  }

  async stopSweeping(): Promise<void> {
    this.stopping.abort();
    await this.sweeping;
  }

  private async sweepOnAndOn(tables: readonly AnyCaseTable[]): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      let more = false;
      for (const table of tables) more = (await this.sweepSafely(table)) || more;
      if (!more) await pause(SWEEP_EVERY_MS, signal);
    }
  }

  private sweepSafely(table: AnyCaseTable): Promise<boolean> {
    return this.sweep(table).catch((error: unknown) => {
      this.log.warn({ err: error, kind: table.kind }, 'what processes are owed cannot be seen');
      return false;
    });
  }

  /** @returns whether more may be owed than one sweep takes */
  private async sweep(table: AnyCaseTable): Promise<boolean> {
    const { kind, since } = table;
    const owed = await this.db
      .getRepository(table.entity)
      .createQueryBuilder('owed')
      .where('owed.processStartedAt IS NULL')
      .andWhere(`owed.${since} < clock_timestamp() - make_interval(secs => :seconds)`, {
        seconds: OWED_AFTER_MS / 1000,
      })
      .orderBy(`owed.${since}`)
      .take(SWEEP_BATCH)
      .getMany();
    const outcomes = await Promise.allSettled(owed.map((row) => this.start(table, row)));
    const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
    const about = { kind, count: failed.length || owed.length };
    if (failed[0]) this.log.warn({ ...about, err: failed[0].reason }, 'processes are still owed');
    else if (owed.length > 0) this.log.info(about, 'started processes that were owed');
    return owed.length === SWEEP_BATCH && failed.length === 0;
  }
}
