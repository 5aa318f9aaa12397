import { Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { StepTaker } from '@zhishou/platform/process/step.taker';
import type { Cycle } from './cycle.entity.js';
import type { CloseCycleInput } from './cycle.inputs.js';
import { CycleService } from './cycle.service.js';
import { CYCLES } from './cycle.table.js';

@Injectable()
export class CloseCycleService {
  constructor(
    private readonly cycles: CycleService,
    private readonly steps: StepTaker,
  ) {}

  /** @throws UserError CONFLICT while the month is not over, or a summary waits; BAD_USER_INPUT on `month` */
  close(caller: Caller, { idempotencyKey, ...asked }: CloseCycleInput): Promise<Cycle> {
    return this.steps.take(CYCLES, caller, {
      row: this.cycles.opened(asked),
      step: { action: 'closeCycle' },
      idempotencyKey,
    });
  }
}
