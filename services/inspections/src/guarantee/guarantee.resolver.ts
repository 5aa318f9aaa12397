import { Args, ID, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { ConnectionArgs, connectionOf } from '@zhishou/platform/graphql/connection';
import { Month } from '@zhishou/platform/graphql/scalars';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import {
  attendancesOf,
  guaranteeActions,
  type GuaranteeState,
  guaranteeState,
} from '@zhishou/rules/inspection/guarantee';
import { attendanceGaps } from '@zhishou/rules/inspection/roster';
import { GuaranteeGap, toGap } from './guarantee-gap.type.js';
import { GuaranteeShift } from './guarantee-shift.entity.js';
import { standingOf } from './guarantee-standing.js';
import { GuaranteeTask } from './guarantee-task.entity.js';
import { GuaranteeStateEnum } from './guarantee.enums.js';
import { monthOfTask } from './guarantee.recording.js';
import { GuaranteeService } from './guarantee.service.js';

const GuaranteeTaskConnection = connectionOf(GuaranteeTask);

@Resolver(() => GuaranteeTask)
export class GuaranteeResolver {
  constructor(
    private readonly tasks: GuaranteeService,
    private readonly clock: DatabaseClock,
  ) {}

  @Query(() => GuaranteeTask, { nullable: true, description: 'Null where there is none' })
  @Allow(...READERS)
  guaranteeTask(
    @Args('id', { type: () => ID, description: 'Such as gtk_…' }) id: string,
  ): Promise<GuaranteeTask | null> {
    return this.tasks.find(id);
  }

  @Query(() => GuaranteeTaskConnection, { description: 'The latest first' })
  @Allow(...READERS)
  guaranteeTasks(
    @Args() page: ConnectionArgs,
    @Args('month', {
      type: () => Month,
      nullable: true,
      description: 'Only those of which a part lies in it',
    })
    month?: string,
  ) {
    return this.tasks.list(month ?? undefined, page);
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }): Promise<GuaranteeTask | null> {
    return this.tasks.find(id);
  }

  @ResolveField(() => GuaranteeStateEnum, { description: 'How far it is' })
  async state(@Parent() task: GuaranteeTask): Promise<GuaranteeState> {
    return guaranteeState(standingOf(task, []), await this.clock.now());
  }

  @ResolveField(() => Month, { description: 'The month in which it ends, to whose score it belongs' })
  month(@Parent() task: GuaranteeTask): string {
    return monthOfTask(task);
  }

  @ResolveField(() => PersonRef, { description: 'Who ordered it' })
  createdBy(@Parent() { createdById }: GuaranteeTask): PersonRef {
    return { id: createdById };
  }

  @ResolveField(() => PersonRef, { nullable: true, description: 'Who judged it' })
  judgedBy(@Parent() { judgedById }: GuaranteeTask): PersonRef | null {
    return judgedById === null ? null : { id: judgedById };
  }

  @ResolveField(() => [GuaranteeShift], { description: 'Who is on duty when, by the beginning' })
  shifts(@Parent() { id }: GuaranteeTask): Promise<GuaranteeShift[]> {
    return this.tasks.shifts(id);
  }

  @ResolveField(() => [GuaranteeGap], {
    description: 'When nobody is on the roster, of those who may still be on duty',
  })
  async gaps(@Parent() task: GuaranteeTask): Promise<GuaranteeGap[]> {
    return (await this.tasks.gaps(task, await this.clock.now())).map(toGap);
  }

  @ResolveField(() => [GuaranteeGap], { description: 'When nobody was there, up to now' })
  async attendanceGaps(@Parent() task: GuaranteeTask): Promise<GuaranteeGap[]> {
    const standing = standingOf(task, await this.tasks.shifts(task.id));
    const now = await this.clock.now();
    return attendanceGaps(standing, attendancesOf(standing.shifts), now).map(toGap);
  }

  @ResolveField(() => [String], { description: 'Names of the mutations the caller may call on it now' })
  async allowedActions(@Parent() task: GuaranteeTask, @CurrentCaller() caller: Caller): Promise<string[]> {
    const standing = standingOf(task, await this.tasks.shifts(task.id));
    return guaranteeActions(standing, { id: caller.personId, role: caller.role }, await this.clock.now());
  }
}
