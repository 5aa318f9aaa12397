import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput } from '@zhishou/platform/errors';
import type { Connection, ConnectionArgs } from '@zhishou/platform/graphql/connection';
import { groupLoader, rowLoader } from '@zhishou/platform/graphql/loader';
import { paginate } from '@zhishou/platform/graphql/paginate';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { assertId, isId, newId } from '@zhishou/platform/ids';
import { contractAt } from '@zhishou/rules/contract/contract-at';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { countedTurns, rosterGaps } from '@zhishou/rules/inspection/roster';
import { type Month, monthBounds, type Span } from '@zhishou/rules/month';
import { DataSource, In } from 'typeorm';
import { signedProviders } from '../people/signed-providers.js';
import { GuaranteeShift } from './guarantee-shift.entity.js';
import { lockFor, standingOf, timeProblems } from './guarantee-standing.js';
import { GuaranteeTask } from './guarantee-task.entity.js';
import type { GuaranteeTaskInput, JudgeGuaranteeInput } from './guarantee.inputs.js';
import { noteGap } from './note-gap.js';
import { recordChange } from './guarantee.recording.js';

/** Guarantee tasks as the bureau orders and judges them (domain §5.9). */
@Injectable()
export class GuaranteeService {
  private readonly rows;
  private readonly byTask;
  private readonly onDuty;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
  ) {
    this.rows = rowLoader(
      (ids) => dataSource.getRepository(GuaranteeTask).findBy({ id: In(ids) }),
      ({ id }) => id,
    );
    this.byTask = groupLoader(
      (ids) =>
        dataSource
          .getRepository(GuaranteeShift)
          .find({ where: { taskId: In(ids) }, order: { fromAt: 'ASC', id: 'ASC' } }),
      ({ taskId }) => taskId,
    );
    this.onDuty = rowLoader(
      async (ids) => [...(await signedProviders(dataSource.manager, ids))],
      (id) => id,
    );
  }

  async find(id: string): Promise<GuaranteeTask | null> {
    return isId('gtk', id) ? this.rows.load(id) : null;
  }

  async byId(id: string): Promise<GuaranteeTask> {
    const task = await this.rows.load(id);
    if (!task) throw new Error(`there is no guarantee task ${id}`);
    return task;
  }

  /** By their beginning. */
  shifts(taskId: string): Promise<GuaranteeShift[]> {
    return this.byTask.load(taskId);
  }

  /** When nobody is on the roster who may be on duty at `now`, ms. */
  async gaps(task: GuaranteeTask, now: number): Promise<Span[]> {
    const standing = standingOf(task, await this.shifts(task.id));
    const found = await Promise.all(standing.shifts.map(({ personId }) => this.onDuty.load(personId)));
    const onDuty = new Set(found.flatMap((id) => id ?? []));
    return rosterGaps(standing, countedTurns(standing.shifts, onDuty, now));
  }

  /** The latest first; of a month those that lie in it, if only for a part. */
  list(month: Month | undefined, page: ConnectionArgs): Connection<GuaranteeTask> {
    const query = this.dataSource.getRepository(GuaranteeTask).createQueryBuilder('task');
    if (month !== undefined) {
      const { from, to } = monthBounds(month);
      query.andWhere('task.fromAt < :to AND task.toAt > :from', { from: new Date(from), to: new Date(to) });
    }
    return paginate(query, page, { by: ['fromAt', 'id'], direction: 'DESC' });
  }

  /** @throws UserError BAD_USER_INPUT */
  async create(caller: Caller, { idempotencyKey: key, ...body }: GuaranteeTaskInput): Promise<GuaranteeTask> {
    const call = { dataSource: this.dataSource, caller, mutation: 'createGuaranteeTask', key, body };
    const id = await withIdempotency(call, async (manager) => {
      const now = await databaseNow(manager);
      const problems = timeProblems(body, now);
      if (problems.length > 0) throw badInput(problems);
      const { title, kind, from, to, requirements } = body;
      const task: GuaranteeTask = {
        id: newId('gtk'),
        contractId: contractAt(this.contracts, to.getTime() - 1).id,
        ...{ title, kind, requirements, fromAt: from, toAt: to },
        createdAt: new Date(now),
        createdById: caller.personId,
        ...{ fulfilled: null, judgedAt: null, judgedById: null, note: null, gapSince: null, gapsTold: 0 },
      };
      await manager.insert(GuaranteeTask, task);
      const change = {
        action: 'createGuaranteeTask',
        task,
        step: {},
        after: task,
        at: task.createdAt,
      } as const;
      await recordChange(manager, caller, change);
      return task.id;
    });
    return this.byId(id);
  }

  /** @throws UserError BAD_USER_INPUT, NOT_FOUND; CONFLICT before its end, and once it is judged */
  async judge(caller: Caller, { idempotencyKey: key, ...body }: JudgeGuaranteeInput): Promise<GuaranteeTask> {
    const { fulfilled, note = null } = body;
    const id = assertId('gtk', body.taskId, 'taskId');
    if (!fulfilled && note === null)
      throw badInput([{ path: 'note', message: 'is required when it is not fulfilled' }]);
    const action = 'judgeGuaranteeTask';
    const call = { dataSource: this.dataSource, caller, mutation: action, key, body };
    await withIdempotency(call, async (manager) => {
      const { task, at } = await lockFor(manager, caller, action, id);
      const judgement = { fulfilled, note, judgedAt: at, judgedById: caller.personId };
      await manager.update(GuaranteeTask, { id }, judgement);
      const judged = { ...task, ...judgement };
      await noteGap(manager, judged, [], at.getTime());
      await recordChange(manager, caller, {
        ...{ action, task: judged, at, step: { fulfilled, note } },
        ...{ before: { fulfilled: null }, after: judgement },
      });
      return id;
    });
    return this.byId(id);
  }
}
