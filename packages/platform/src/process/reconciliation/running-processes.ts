import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { caseQuery } from '@zhishou/messages/case-process';

const PATIENCE_MS = 5_000;
const RUNNING = `ExecutionStatus = 'Running'`;

const listed = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

/** The workflows of cases as Temporal knows them. */
export class RunningProcesses {
  constructor(private readonly temporal: Client) {}

  /** Of these workflow ids those that run, by Temporal's list, which lags a little. */
  async among(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const { executions } = await this.list(`${RUNNING} AND WorkflowId IN (${listed(ids)})`, ids.length, null);
    return new Set(executions);
  }

  /** A page of all that run of these types, by Temporal's list. */
  async page(
    types: readonly string[],
    size: number,
    after: string | null,
  ): Promise<{ ids: string[]; next: string | null }> {
    const query = `${RUNNING} AND WorkflowType IN (${listed(types)})`;
    const { executions, next } = await this.list(query, size, after);
    return { ids: executions, next };
  }

  /** Whether the workflow runs at this moment, as its own record says. */
  async isRunning(workflowId: string): Promise<boolean> {
    try {
      const { status } = await this.inTime(() => this.temporal.workflow.getHandle(workflowId).describe());
      return status.name === 'RUNNING';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  /** How many steps the workflow knows. @throws when it does not run, or no worker answers */
  async versionOf(workflowId: string): Promise<number> {
    const { version } = await this.inTime(() =>
      this.temporal.workflow.getHandle(workflowId).query(caseQuery),
    );
    return version;
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
