import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { GUARANTEE_ROLES } from '@zhishou/rules/inspection/guarantee';
import { GuaranteeRosterService } from './guarantee-roster.service.js';
import { GuaranteeTask } from './guarantee-task.entity.js';
import {
  AttendGuaranteeInput,
  GuaranteeRosterInput,
  GuaranteeTaskInput,
  JudgeGuaranteeInput,
} from './guarantee.inputs.js';
import { GuaranteeService } from './guarantee.service.js';

@Resolver(() => GuaranteeTask)
export class GuaranteeMutationsResolver {
  constructor(
    private readonly tasks: GuaranteeService,
    private readonly rosters: GuaranteeRosterService,
  ) {}

  @Mutation(() => GuaranteeTask, { description: 'Orders a guarantee task' })
  @Allow(...GUARANTEE_ROLES.createGuaranteeTask)
  createGuaranteeTask(
    @CurrentCaller() caller: Caller,
    @Args('input') input: GuaranteeTaskInput,
  ): Promise<GuaranteeTask> {
    return this.tasks.create(caller, input);
  }

  @Mutation(() => GuaranteeTask, { description: 'Says who is on duty when; gaps are shown, not refused' })
  @Allow(...GUARANTEE_ROLES.setGuaranteeRoster)
  setGuaranteeRoster(
    @CurrentCaller() caller: Caller,
    @Args('input') input: GuaranteeRosterInput,
  ): Promise<GuaranteeTask> {
    return this.rosters.set(caller, input);
  }

  @Mutation(() => GuaranteeTask, { description: "Says that the caller has come to the caller's own turn" })
  @Allow(...GUARANTEE_ROLES.checkInGuarantee)
  checkInGuarantee(
    @CurrentCaller() caller: Caller,
    @Args('input') input: AttendGuaranteeInput,
  ): Promise<GuaranteeTask> {
    return this.rosters.checkIn(caller, input);
  }

  @Mutation(() => GuaranteeTask, { description: "Says that the caller leaves the caller's own turn" })
  @Allow(...GUARANTEE_ROLES.checkOutGuarantee)
  checkOutGuarantee(
    @CurrentCaller() caller: Caller,
    @Args('input') input: AttendGuaranteeInput,
  ): Promise<GuaranteeTask> {
    return this.rosters.checkOut(caller, input);
  }

  @Mutation(() => GuaranteeTask, { description: 'Judges a task after its end, once' })
  @Allow(...GUARANTEE_ROLES.judgeGuaranteeTask)
  judgeGuaranteeTask(
    @CurrentCaller() caller: Caller,
    @Args('input') input: JudgeGuaranteeInput,
  ): Promise<GuaranteeTask> {
    return this.tasks.judge(caller, input);
  }
}
