import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { caseQuery } from '@zhishou/messages/case-process';
import { TICKET_WORKFLOW_TYPES, ticketWorkflowId } from '@zhishou/messages/workflow-ids';
import type { Ticket } from '../ticket/ticket.entity.js';

const PATIENCE_MS = 5_000;
const RUNNING = `ExecutionStatus = 'Running'`;

export type Named = Pick<Ticket, 'id' | 'kind'>;

/** The tickets' workflows as Temporal knows them. */
export class RunningProcesses {
  constructor(private readonly temporal: Client) {}

  /** Of these workflow ids those that run, by Temporal's list, which lags a little. */
  async among(ids: string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const query = `${RUNNING} AND WorkflowId IN (${ids.map((id) => `'${id}'`).join(', ')})`;
    const { executions } = await this.list(query, ids.length, null);
    return new Set(executions);
  }

  /** A page of all that run, by Temporal's list. */
  async page(size: number, after: string | null): Promise<{ ids: string[]; next: string | null }> {
    const types = TICKET_WORKFLOW_TYPES.map((type) => `'${type}'`).join(', ');
    const { executions, next } = await this.list(`${RUNNING} AND WorkflowType IN (${types})`, size, after);
    return { ids: executions, next };
  }

  /** Whether the ticket's workflow runs at this moment, as its own record says. */
  async isRunning(ticket: Named): Promise<boolean> {
    try {
      const { status } = await this.inTime(() => this.handleOf(ticket).describe());
      return status.name === 'RUNNING';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  /** How many steps the ticket's workflow knows. @throws when it does not run, or no worker answers */
  async versionOf(ticket: Named): Promise<number> {
    const { version } = await this.inTime(() => this.handleOf(ticket).query(caseQuery));
    return version;
  }

  private handleOf({ id, kind }: Named) {
    return this.temporal.workflow.getHandle(ticketWorkflowId(kind, id));
  }

  private async list(query: string, pageSize: number, after: string | null) {
    const { executions, nextPageToken } = await this.inTime(() =>
      this.temporal.workflowService.listWorkflowExecutions({
        namespace: this.temporal.options.namespace,
        query,
        pageSize,
        nextPageToken: after === null ? undefined : Buffer.from(after, 'base64'),
      }),
    );
    const next = nextPageToken.length > 0 ? Buffer.from(nextPageToken).toString('base64') : null;
    return { executions: executions.map(({ execution }) => execution?.workflowId ?? ''), next };
  }

  private inTime<T>(call: () => Promise<T>): Promise<T> {
    return this.temporal.withDeadline(Date.now() + PATIENCE_MS, call);
  }
}
