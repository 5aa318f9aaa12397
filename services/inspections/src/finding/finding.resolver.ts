import { Args, Mutation, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { ConnectionArgs, connectionOf, Filter } from '@zhishou/platform/graphql/connection';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import { overdueSince, rectifyBy } from '@zhishou/rules/inspection/hazard-date';
import { hazardRolesFor } from '@zhishou/rules/inspection/hazard-life';
import { Asset } from '../asset/asset.entity.js';
import { DecideHazardInput, RectifyHazardInput, VerifyHazardInput } from '../hazard/hazard.inputs.js';
import { HazardService } from '../hazard/hazard.service.js';
import { HAZARDS } from '../hazard/hazard.table.js';
import { Ticket } from '../ticket/ticket.type.js';
import { Finding } from './finding.entity.js';
import { FindingFilter } from './finding.inputs.js';
import { FindingService } from './finding.service.js';

const FindingConnection = connectionOf(Finding);

@Resolver(() => Finding)
export class FindingResolver {
  constructor(
    private readonly service: FindingService,
    private readonly hazards: HazardService,
    private readonly clock: DatabaseClock,
  ) {}

  @Query(() => FindingConnection, { description: 'What inspections turned up, the latest first' })
  @Allow(...READERS)
  findings(@Filter(() => FindingFilter) filter: FindingFilter = {}, @Args() page: ConnectionArgs) {
    return this.service.list(filter, page);
  }

  @Mutation(() => Finding, { description: 'Consents to the rectification of a hazard, or declines it' })
  @Allow(...hazardRolesFor('decideHazard'))
  async decideHazard(
    @CurrentCaller() caller: Caller,
    @Args('input') input: DecideHazardInput,
  ): Promise<Finding> {
    return this.of(await this.hazards.decide(caller, input));
  }

  @Mutation(() => Finding, { description: 'Says that a hazard was rectified, and how' })
  @Allow(...hazardRolesFor('rectifyHazard'))
  async rectifyHazard(
    @CurrentCaller() caller: Caller,
    @Args('input') input: RectifyHazardInput,
  ): Promise<Finding> {
    return this.of(await this.hazards.rectify(caller, input));
  }

  @Mutation(() => Finding, { description: 'Says whether a hazard is gone' })
  @Allow(...hazardRolesFor('verifyHazard'))
  async verifyHazard(
    @CurrentCaller() caller: Caller,
    @Args('input') input: VerifyHazardInput,
  ): Promise<Finding> {
    return this.of(await this.hazards.verify(caller, input));
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }): Promise<Finding | null> {
    return this.service.find(id);
  }

  @ResolveField(() => Asset, { description: 'On which equipment' })
  asset(@Parent() { assetCode }: Finding): Asset {
    return { code: assetCode };
  }

  @ResolveField(() => Ticket, { nullable: true, description: 'Of a fault: what it has become' })
  ticket(@Parent() { ticketId }: Finding): Ticket | null {
    return ticketId === null ? null : { id: ticketId };
  }

  @ResolveField(() => String, {
    description:
      'Of a hazard: PROPOSED, CONSENTED, DECLINED, RECTIFIED or CLOSED; of a fault: FOUND, then REPORTED',
  })
  async state(@Parent() { id, ticketId }: Finding): Promise<string> {
    const hazard = await this.hazards.find(id);
    return hazard?.state ?? (ticketId === null ? 'FOUND' : 'REPORTED');
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Of a hazard consented to: the day by which it is to be rectified, if one is set',
  })
  async dueDate(@Parent() { id }: Finding): Promise<string | null> {
    const hazard = await this.hazards.find(id);
    return hazard && rectifyBy(hazard.process);
  }

  @ResolveField(() => Boolean, {
    description: 'Whether that day has passed with nothing rectified; later or not',
  })
  async overdue(@Parent() { id }: Finding): Promise<boolean> {
    const hazard = await this.hazards.find(id);
    return hazard !== null && overdueSince(hazard.process, await this.clock.now()) !== null;
  }

  @ResolveField(() => [String], { description: 'Names of the mutations the caller may call on it now' })
  async allowedActions(@Parent() { id }: Finding, @CurrentCaller() caller: Caller): Promise<string[]> {
    const hazard = await this.hazards.find(id);
    if (!hazard) return [];
    return HAZARDS.allowed(
      hazard.process,
      { id: caller.personId, role: caller.role },
      await this.clock.now(),
    );
  }

  private async of({ id }: { id: string }): Promise<Finding> {
    return (await this.service.find(id))!;
  }
}
