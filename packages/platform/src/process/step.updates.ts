import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Client, WorkflowNotFoundError } from '@temporalio/client';
import { caseQuery, type StepRequest, stepUpdate } from '@zhishou/messages/case-process';
import type { Case, Step } from '@zhishou/rules/life';
import { DataSource, MoreThan } from 'typeorm';
import { currentRequestId } from '../context.js';
import type { CaseRow, CaseTable } from './case-table.js';
import { ProcessStarter } from './process.starter.js';
import { newAttemptId } from './step-identity.js';
import { Transition } from './transition.entity.js';

/** How long a caller waits for a step to be taken. */
const PATIENCE_MS = 10_000;

/** Steps as updates of the workflows that carry cases. */
@Injectable()
export class StepUpdates {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly temporal: Client,
    private readonly starter: ProcessStarter,
  ) {}

  /** Resolves once the step is recorded; a case that is not over and has no workflow gets one. */
  async execute<Row extends CaseRow<C>, C extends Case, S extends Step>(
    table: CaseTable<Row, C, S>,
    row: Row,
    request: StepRequest<S>,
  ): Promise<void> {
    const update = () => this.inTime(() => this.tell(table.workflowOf(row).id, request));
    try {
      await update();
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError) || table.life.isFinal(row.process)) throw error;
      await this.starter.start(table, row);
      await update();
    }
  }

  /**
   * Tells the workflow again, in order, what PostgreSQL has recorded and it never learned, because Temporal died
   * between the two. Each step is found by its id and gives the same instant; nothing is written twice.
   * All of it within one patience: what is not told by then is left to the next time.
   * @returns whether there was anything to tell
   */
  catchUp<Row extends CaseRow<C>, C extends Case, S extends Step>(
    table: CaseTable<Row, C, S>,
    row: Row,
  ): Promise<boolean> {
    return this.inTime(() => this.tellMissed(row.id, table.workflowOf(row).id));
  }

  private async tellMissed(caseId: string, workflowId: string): Promise<boolean> {
    const known = await this.temporal.workflow.getHandle(workflowId).query(caseQuery);
    const missed = await this.db.getRepository(Transition).find({
      where: { caseId, version: MoreThan(known.version) },
      order: { version: 'ASC' },
    });
    for (const recorded of missed) await this.tell(workflowId, asAskedFor(recorded));
    return missed.length > 0;
  }

  private async tell(workflowId: string, request: StepRequest): Promise<void> {
    const options: { args: [StepRequest]; updateId: string } = {
      args: [request],
      updateId: request.attemptId,
    };
    await this.temporal.workflow.getHandle(workflowId).executeUpdate(stepUpdate, options);
  }

  private inTime<T>(call: () => Promise<T>): Promise<T> {
    return this.temporal.withDeadline(Date.now() + PATIENCE_MS, call);
  }
}

const asAskedFor = ({ stepId, step, details, byId, byRole }: Transition): StepRequest => ({
  stepId,
  attemptId: newAttemptId(),
  step,
  details,
  by: { id: byId, role: byRole },
  requestId: currentRequestId() ?? '',
});
