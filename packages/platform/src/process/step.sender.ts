import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { STEP_REFUSALS, type StepRequest } from '@zhishou/messages/case-process';
import type { Case, Refusal, Step } from '@zhishou/rules/life';
import { DataSource } from 'typeorm';
import { databaseNow } from '../db/clock.js';
import { inTransaction } from '../db/transaction.js';
import { outcomeUnknown, unavailable } from '../errors.js';
import type { Logger } from '../log.js';
import { LOGGER } from '../tokens.js';
import { AbandonedAttempt } from './abandoned-attempt.entity.js';
import { type CaseRow, type CaseTable, named } from './case-table.js';
import { lockCase } from './lock-case.js';
import { newAttemptId } from './step-identity.js';
import { DRIFT } from './step-record.js';
import { StepUpdates } from './step.updates.js';
import { Transition } from './transition.entity.js';

/** So often a process that is behind is told what it missed before the step is given up: others may be at it too. */
const MOST_SURPRISES = 3;

/** The database had no objection: somebody was quicker, or the process is behind it. */
const isSurprising = (type: unknown): boolean => type === DRIFT || isRefusal(type);

const isRefusal = (type: unknown): type is Refusal['code'] =>
  type === STEP_REFUSALS.conflict || type === STEP_REFUSALS.forbidden;

/** Brings a step to the workflow of its case, and finds out what became of it when no answer comes (ADR 3). */
@Injectable()
export class StepSender {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly updates: StepUpdates,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /**
   * @returns null once the step is recorded, or why it was refused
   * @throws UserError UNAVAILABLE when it was not taken and never will be by this try, or, saying so, when that cannot
   *   be found out
   */
  async send<Row extends CaseRow<C>, C extends Case, S extends Step>(
    table: CaseTable<Row, C, S>,
    row: Row,
    request: StepRequest<S>,
    surprises = 0,
  ): Promise<Refusal | null> {
    try {
      await this.updates.execute(table, row, request);
      return null;
    } catch (error) {
      const answer = failureOf(error);
      const again = surprises < MOST_SURPRISES && isSurprising(answer?.type);
      if (again && (await this.caughtUp(table, row))) {
        return this.send(table, row, { ...request, attemptId: newAttemptId() }, surprises + 1);
      }
      if (answer && isRefusal(answer.type)) return { code: answer.type, message: answer.message };
      return this.findOut(table, row, request, error);
    }
  }

  private async caughtUp<Row extends CaseRow<C>, C extends Case, S extends Step>(
    table: CaseTable<Row, C, S>,
    row: Row,
  ): Promise<boolean> {
    try {
      return await this.updates.catchUp(table, row);
    } catch (error) {
      this.log.warn(
        { err: error, ...named(table.kind, row.id) },
        'a process could not be told what it missed',
      );
      return false;
    }
  }

  private async findOut<Row extends CaseRow<C>, C extends Case, S extends Step>(
    table: CaseTable<Row, C, S>,
    { id: caseId }: Row,
    request: StepRequest<S>,
    error: unknown,
  ): Promise<Refusal | null> {
    const about = { err: error, ...named(table.kind, caseId), action: request.step.action };
    const found = await this.settle(table, caseId, request).catch((lost: unknown) => {
      this.log.error({ ...about, lost }, 'what became of a step cannot be found out');
      throw outcomeUnknown();
    });
    if (found.recorded) return null;
    if (error instanceof WorkflowNotFoundError && table.life.isFinal(found.row.process)) {
      // A final case that is still open for it has lost its process, which reconciliation starts again.
      const refusal = table.life.refusal(found.row.process, request.step, request.by, found.now);
      if (refusal) return refusal;
    }
    this.log.warn(about, 'a step was not taken');
    throw unavailable();
  }

  /** Under the case's lock: the step is recorded, or from now on this try cannot be. */
  private settle<Row extends CaseRow<C>, C extends Case, S extends Step>(
    table: CaseTable<Row, C, S>,
    caseId: string,
    { stepId, attemptId }: StepRequest,
  ) {
    return inTransaction(this.db, async (manager) => {
      const row = await lockCase(manager, table, caseId);
      const recorded = await manager.existsBy(Transition, { stepId });
      if (!recorded) await manager.insert(AbandonedAttempt, { attemptId, caseId });
      return { recorded, row, now: await databaseNow(manager) };
    });
  }
}

/** Of the workflow itself, or of its activity, which wraps it once more. */
function failureOf(error: unknown): ApplicationFailure | undefined {
  let cause: unknown = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  while (cause instanceof Error && !(cause instanceof ApplicationFailure)) cause = cause.cause;
  return cause instanceof ApplicationFailure ? cause : undefined;
}
