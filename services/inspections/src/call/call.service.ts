import { Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { insertOnce } from '@zhishou/platform/db/insert-once';
import { badInput } from '@zhishou/platform/errors';
import { StepTaker } from '@zhishou/platform/process/step.taker';
import { monthBounds } from '@zhishou/rules/month';
import { DataSource } from 'typeorm';
import type { Cycle } from '../cycle/cycle.entity.js';
import { CycleService } from '../cycle/cycle.service.js';
import { CYCLES } from '../cycle/cycle.table.js';
import { filedAs } from '@zhishou/platform/process/filed-id';
import { heldAtProblems } from '../cycle/held-at.check.js';
import { heldInCycle } from '../cycle/held-in-cycle.js';
import { MonthlyCall } from './call.entity.js';
import type { MonthlyCallInput } from './call.inputs.js';

/** The monthly call between the parties, as the bureau records it (domain §5.8). */
@Injectable()
export class CallService {
  private readonly byCycle;

  constructor(
    private readonly dataSource: DataSource,
    private readonly cycles: CycleService,
    private readonly steps: StepTaker,
  ) {
    this.byCycle = heldInCycle(dataSource, MonthlyCall);
  }

  /** @throws UserError BAD_USER_INPUT, CONFLICT before the month has begun and once nothing more falls due in it */
  async record(caller: Caller, input: MonthlyCallInput): Promise<Cycle> {
    const { heldAt, note, idempotencyKey } = input;
    const cycle = await this.cycles.opened(input);
    const byId = caller.personId;
    const content = { cycleId: cycle.id, heldAt: heldAt.toISOString(), note };
    const filed = filedAs({ prefix: 'mcl', byId, content, idempotencyKey });
    const call: MonthlyCall = { ...filed, cycleId: cycle.id, heldAt, note, byId, recordedAt: null };
    return this.steps.take(CYCLES, caller, {
      row: cycle,
      step: { action: 'recordMonthlyCall' },
      details: { callId: filed.id, hash: filed.hash },
      idempotencyKey,
      check: (_row, now) => this.file(call, heldAtProblems(heldAt, monthBounds(cycle.month), now)),
    });
  }

  /** Those on record, the earliest first. */
  ofCycle(cycleId: string): Promise<MonthlyCall[]> {
    return this.byCycle.load(cycleId);
  }

  private async file(call: MonthlyCall, problems: ReturnType<typeof heldAtProblems>): Promise<void> {
    if (problems.length > 0) throw badInput(problems);
    await insertOnce(this.dataSource.manager, MonthlyCall, call);
  }
}
