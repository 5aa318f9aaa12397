import { Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { badInput, type FieldProblem } from '@zhishou/platform/errors';
import { groupLoader } from '@zhishou/platform/graphql/loader';
import { isId } from '@zhishou/platform/ids';
import { PersonProjection } from '@zhishou/platform/people/person.entity';
import { StepTaker } from '@zhishou/platform/process/step.taker';
import { DataSource, In, IsNull, Not } from 'typeorm';
import type { Cycle } from '../cycle/cycle.entity.js';
import { CycleService } from '../cycle/cycle.service.js';
import { CYCLES } from '../cycle/cycle.table.js';
import { filedAs } from '../cycle/filed-id.js';
import { heldAtProblems } from '../cycle/held-at.check.js';
import { JointTest } from './joint-test.entity.js';
import type { JointTestInput } from './joint-test.inputs.js';

/** Joint tests of a month (domain §5.7). */
@Injectable()
export class JointTestService {
  private readonly byCycle;

  constructor(
    private readonly dataSource: DataSource,
    private readonly cycles: CycleService,
    private readonly steps: StepTaker,
  ) {
    this.byCycle = groupLoader(
      (ids) =>
        dataSource.getRepository(JointTest).find({
          where: { cycleId: In(ids), recordedAt: Not(IsNull()) },
          order: { heldAt: 'ASC', id: 'ASC' },
        }),
      ({ cycleId }) => cycleId,
    );
  }

  /** @throws UserError BAD_USER_INPUT, CONFLICT before the month has begun and once nothing more falls due in it */
  async record(caller: Caller, { month, idempotencyKey, ...said }: JointTestInput): Promise<JointTest> {
    const cycle = await this.cycles.opened(month);
    const byId = caller.personId;
    const { heldAt, technicianIds, result } = said;
    const content = { cycleId: cycle.id, heldAt: heldAt.toISOString(), technicianIds, result };
    const filed = filedAs({ prefix: 'jtt', byId, content, idempotencyKey });
    const test: JointTest = { ...filed, ...said, cycleId: cycle.id, byId, recordedAt: null };
    await this.steps.take(CYCLES, caller, {
      row: cycle,
      step: { action: 'recordJointTest', technicians: technicianIds.length },
      details: { jointTestId: filed.id, hash: filed.hash },
      idempotencyKey,
      check: (row, now) => this.file(row, test, now),
    });
    return this.dataSource.getRepository(JointTest).findOneByOrFail({ id: filed.id });
  }

  /** Those on record, the earliest first. */
  ofCycle(cycleId: string): Promise<JointTest[]> {
    return this.byCycle.load(cycleId);
  }

  private async file({ process }: Cycle, test: JointTest, now: number): Promise<void> {
    const problems = [
      ...heldAtProblems(test.heldAt, process, now),
      ...(await this.technicianProblems(test.technicianIds)),
    ];
    if (problems.length > 0) throw badInput(problems);
    await this.dataSource.createQueryBuilder().insert().into(JointTest).values(test).orIgnore().execute();
  }

  private async technicianProblems(ids: readonly string[]): Promise<FieldProblem[]> {
    const people = await this.dataSource.getRepository(PersonProjection).find({
      select: { id: true },
      where: { id: In(ids.filter((id) => isId('psn', id))), side: 'PROVIDER', active: true, ndaSigned: true },
    });
    const known = new Set(people.map(({ id }) => id));
    const problem = (index: number, message: string) => [{ path: `technicianIds.${index}`, message }];
    return ids.flatMap((id, index) => {
      if (!known.has(id))
        return problem(index, 'is nobody of the provider with a signed non-disclosure agreement');
      return ids.indexOf(id) === index ? [] : problem(index, 'is named twice');
    });
  }
}
