import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { StepRequest } from '@zhishou/messages/case-process';
import type { Case, Refusal, Step } from '@zhishou/rules/life';
import { DataSource, type FindOptionsWhere } from 'typeorm';
import type { Caller } from '../auth/caller.js';
import { currentContext, noteCommit } from '../context.js';
import { badInput, conflict, forbidden } from '../errors.js';
import type { CaseRow, CaseTable } from './case-table.js';
import { DatabaseClock } from './database-clock.js';
import { bodyHashOf, newAttemptId, type StepBody, stepIdOf } from './step-identity.js';
import { StepSender } from './step.sender.js';
import { Transition } from './transition.entity.js';

export interface AskedStep<Row, S extends Step> {
  /** the row as the caller may see it. @throws UserError NOT_FOUND */
  row: Row | Promise<Row>;
  step: S;
  /** what it puts on file */
  details?: Record<string, unknown>;
  idempotencyKey?: string;
  /** what is wrong with the step however its case stands; asked before the rules. @throws UserError BAD_USER_INPUT */
  fits?: (row: Row) => void;
  /** what else must hold now (ms); not asked of a step that was taken before. @throws UserError BAD_USER_INPUT */
  check?: (row: Row, now: number) => void | Promise<void>;
}

/** Takes a step of a case: asks the rules, sends it to the case's process, answers with what is then recorded. */
@Injectable()
export class StepTaker {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly clock: DatabaseClock,
    private readonly sender: StepSender,
  ) {}

  /** @throws UserError NOT_FOUND, FORBIDDEN, CONFLICT, BAD_USER_INPUT (the key was another step's), UNAVAILABLE */
  async take<Row extends CaseRow<C>, C extends Case, S extends Step>(
    table: CaseTable<Row, C, S>,
    caller: Caller,
    asked: AskedStep<Row, S>,
  ): Promise<Row> {
    const { step, details = {}, idempotencyKey } = asked;
    const [row, now] = await Promise.all([asked.row, this.clock.now()]);
    const request: StepRequest<S> = {
      stepId: stepIdOf(caller.personId, idempotencyKey),
      attemptId: newAttemptId(),
      step,
      details,
      by: { id: caller.personId, role: caller.role, address: currentContext()?.address },
      requestId: currentContext()?.requestId ?? '',
    };
    const isRepeat = (): Promise<boolean> =>
      idempotencyKey === undefined
        ? Promise.resolve(false)
        : this.wasTaken(request.stepId, { caseId: row.id, step, details });
    if (await isRepeat()) return this.read(table, row.id);
    asked.fits?.(row);
    const refusal = table.life.refusal(row.process, step, request.by, now);
    if (refusal) throw refused(table, row, refusal, request, now);
    try {
      await asked.check?.(row, now);
    } catch (error) {
      // what it asked for is gone because the same step, sent at the same time, has just had it
      if (await isRepeat()) return this.read(table, row.id);
      throw error;
    }
    const late = await this.sender.send(table, row, request);
    if (!late) noteCommit();
    await isRepeat();
    const after = await this.read(table, row.id);
    if (late) throw refused(table, after, late, request, await this.clock.now());
    return after;
  }

  /** Whether the caller could take this step now; for what prepares it. @throws UserError FORBIDDEN, CONFLICT */
  async mayTake<Row extends CaseRow<C>, C extends Case, S extends Step>(
    table: CaseTable<Row, C, S>,
    caller: Caller,
    row: Row,
    step: S,
  ): Promise<void> {
    const by = { id: caller.personId, role: caller.role };
    const now = await this.clock.now();
    const refusal = table.life.refusal(row.process, step, by, now);
    if (refusal) throw refused(table, row, refusal, { by }, now);
  }

  private read<Row extends CaseRow<C>, C extends Case, S extends Step>(
    { entity }: CaseTable<Row, C, S>,
    id: string,
  ): Promise<Row> {
    return this.db.getRepository(entity).findOneByOrFail({ id } as FindOptionsWhere<Row>);
  }

  /** @throws UserError BAD_USER_INPUT when the key that names the step was used for another one */
  private async wasTaken(stepId: string, body: StepBody): Promise<boolean> {
    const recorded = await this.db.getRepository(Transition).findOneBy({ stepId });
    if (recorded && recorded.bodyHash !== bodyHashOf(body)) {
      throw badInput([{ path: 'idempotencyKey', message: 'already used for another step' }]);
    }
    return recorded !== null;
  }
}

function refused<Row extends CaseRow<C>, C extends Case, S extends Step>(
  table: CaseTable<Row, C, S>,
  { state, process }: Row,
  { code, message }: Refusal,
  { by }: Pick<StepRequest<S>, 'by'>,
  now: number,
): Error {
  if (code === 'FORBIDDEN') return forbidden(message);
  return conflict(message, { state, allowed: table.allowed(process, by, now) });
}
