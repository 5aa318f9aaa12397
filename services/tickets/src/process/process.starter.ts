import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy } from '@temporalio/client';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import type { ProcessInput } from '@zhishou/messages/case-process';
import { ticketWorkflowId, ticketWorkflowType } from '@zhishou/messages/workflow-ids';
import type { TicketCase } from '@zhishou/rules/ticket-case';
import { pause } from '@zhishou/platform/backoff';
import type { Logger } from '@zhishou/platform/log';
import type { DataSource } from 'typeorm';
import { Ticket } from '../ticket/ticket.entity.js';

const PATIENCE_MS = 5_000;
/** So long a step waits for a worker that was killed with it in hand, instead of Temporal's own ten seconds. */
const TASK_TIMEOUT_MS = 5_000;
const SWEEP_EVERY_MS = 2_000;
/** younger than this, the service that took the report is still at it */
const OWED_AFTER_MS = 12_000;
/** at once; whoever takes a step meanwhile is not to feel it */
const SWEEP_BATCH = 10;

/**
 * Starts the workflow of a reported ticket: soon, by the `StartQueue` of the process that took the report, else by the
 * sweep. Starting twice is harmless, since a workflow id is used once.
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
  async start(
    ticket: Pick<Ticket, 'id' | 'kind' | 'process'>,
    { lost = false }: { lost?: boolean } = {},
  ): Promise<void> {
    const input: ProcessInput<TicketCase> = { case: ticket.process };
    try {
      await this.temporal.withDeadline(Date.now() + PATIENCE_MS, () =>
        this.temporal.workflow.start(ticketWorkflowType(ticket.kind), {
          workflowId: ticketWorkflowId(ticket.kind, ticket.id),
          workflowIdReusePolicy: lost
            ? WorkflowIdReusePolicy.ALLOW_DUPLICATE
            : WorkflowIdReusePolicy.REJECT_DUPLICATE,
          taskQueue: TASK_QUEUES.tickets,
          workflowTaskTimeout: TASK_TIMEOUT_MS,
          args: [input],
        }),
      );
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
    await this.db.query('UPDATE ticket SET process_started_at = clock_timestamp() WHERE id = $1', [
      ticket.id,
    ]);
  }

  /** Starts what is owed, until stopped. */
  startSweeping(): void {
    this.sweeping = this.sweepOnAndOn();
  }

  async stopSweeping(): Promise<void> {
    this.stopping.abort();
    await this.sweeping;
  }

  private async sweepOnAndOn(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const more = await this.sweep().catch((error: unknown) => {
        this.log.warn({ err: error }, 'what processes are owed cannot be seen');
        return false;
      });
      if (!more) await pause(SWEEP_EVERY_MS, signal);
    }
  }

  /** @returns whether more may be owed than one sweep takes */
  private async sweep(): Promise<boolean> {
    const owed = await this.db
      .getRepository(Ticket)
      .createQueryBuilder('ticket')
      .where('ticket.processStartedAt IS NULL')
      .andWhere(`ticket.reportedAt < clock_timestamp() - make_interval(secs => :seconds)`, {
        seconds: OWED_AFTER_MS / 1000,
      })
      .orderBy('ticket.reportedAt')
      .take(SWEEP_BATCH)
      .getMany();
    const outcomes = await Promise.allSettled(owed.map((ticket) => this.start(ticket)));
    const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
    if (failed[0]) this.log.warn({ err: failed[0].reason, count: failed.length }, 'processes are still owed');
    else if (owed.length > 0) this.log.info({ count: owed.length }, 'started processes that were owed');
    return owed.length === SWEEP_BATCH && failed.length === 0;
  }
}
