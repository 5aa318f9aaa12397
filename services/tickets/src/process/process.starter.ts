import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy } from '@temporalio/client';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import type { TicketWorkflowInput } from '@zhishou/messages/ticket-workflow';
import { ticketWorkflowId, ticketWorkflowType } from '@zhishou/messages/workflow-ids';
import type { Logger } from '@zhishou/platform/log';
import type { DataSource } from 'typeorm';
import { Ticket } from '../ticket/ticket.entity.js';

const SWEEP_EVERY_MS = 2_000;
/** younger than this, the service that took the report is still at it */
const OWED_AFTER_MS = 2_000;
const SWEEP_BATCH = 200;

/**
 * Starts the workflow of a reported ticket: at once when Temporal is there, else by the sweep. Starting twice is
 * harmless, since a workflow id is used once.
 */
export class ProcessStarter {
  private sweeper: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: DataSource,
    private readonly temporal: Client,
    private readonly log: Logger,
  ) {}

  async start(ticket: Pick<Ticket, 'id' | 'kind' | 'process'>): Promise<void> {
    const input: TicketWorkflowInput = { case: ticket.process };
    try {
      await this.temporal.workflow.start(ticketWorkflowType(ticket.kind), {
        workflowId: ticketWorkflowId(ticket.kind, ticket.id),
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
        taskQueue: TASK_QUEUES.tickets,
        args: [input],
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
    await this.db.query('UPDATE ticket SET process_started_at = clock_timestamp() WHERE id = $1', [
      ticket.id,
    ]);
  }

  /** Starts what is owed, for as long as the process lives. */
  startSweeping(): void {
    const sweepAndGoOn = async () => {
      await this.sweep().catch((error: unknown) => this.log.warn({ err: error }, 'processes are still owed'));
      this.sweeper = setTimeout(() => void sweepAndGoOn(), SWEEP_EVERY_MS);
    };
    this.sweeper = setTimeout(() => void sweepAndGoOn(), 0);
  }

  stopSweeping(): void {
    clearTimeout(this.sweeper);
  }

  private async sweep(): Promise<void> {
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
    for (const ticket of owed) await this.start(ticket);
    if (owed.length > 0) this.log.info({ count: owed.length }, 'started processes that were owed');
  }
}
