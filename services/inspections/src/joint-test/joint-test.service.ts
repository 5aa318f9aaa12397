import { Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { insertOnce } from '@zhishou/platform/db/insert-once';
import { badInput, type FieldProblem } from '@zhishou/platform/errors';
import { StepTaker } from '@zhishou/platform/process/step.taker';
import { DataSource } from 'typeorm';
import type { Cycle } from '../cycle/cycle.entity.js';
import { CycleService } from '../cycle/cycle.service.js';
import { CYCLES } from '../cycle/cycle.table.js';
import { filedAs } from '@zhishou/platform/process/filed-id';
import { heldInCycle } from '../cycle/held-in-cycle.js';
import { signedProviders } from '../people/signed-providers.js';
import { detailsOf, onlyTold } from './joint-test.details.js';
import { JointTest } from './joint-test.entity.js';
import type { JointTestInput } from './joint-test.inputs.js';
import { whenProblems } from './joint-test.check.js';

/** Joint tests of a month (domain §5.7). */
@Injectable()
export class JointTestService {
  private readonly byCycle;

  constructor(
    private readonly dataSource: DataSource,
    private readonly cycles: CycleService,
    private readonly steps: StepTaker,
  ) {
    this.byCycle = heldInCycle(dataSource, JointTest);
  }

  /** @throws UserError BAD_USER_INPUT, CONFLICT before the month has begun and once nothing more falls due in it */
  async record(caller: Caller, input: JointTestInput): Promise<JointTest> {
    const { heldAt, technicianIds, result, idempotencyKey } = input;
    const cycle = await this.cycles.opened(input);
    const byId = caller.personId;
    const said = { cycleId: cycle.id, heldAt, technicianIds, result };
    const details = detailsOf(input);
    const content = { ...said, ...onlyTold(details) };
    const filed = filedAs({ prefix: 'jtt', byId, content, idempotencyKey });
    const test: JointTest = { ...filed, ...said, ...details, byId, recordedAt: null };
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
      ...whenProblems(test, process, now),
      ...(await this.technicianProblems(test.technicianIds)),
    ];
    if (problems.length > 0) throw badInput(problems);
    await insertOnce(this.dataSource.manager, JointTest, test);
  }

  private async technicianProblems(ids: readonly string[]): Promise<FieldProblem[]> {
    const known = await signedProviders(this.dataSource.manager, ids);
    const problem = (index: number, message: string) => [{ path: `technicianIds.${index}`, message }];
    return ids.flatMap((id, index) => {
      if (!known.has(id))
        return problem(index, 'is nobody of the provider with a signed non-disclosure agreement');
      return ids.indexOf(id) === index ? [] : problem(index, 'is named twice');
    });
  }
}
