import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Ticket } from '../ticket/ticket.entity.js';
import { TicketService } from '../ticket/ticket.service.js';
import { LikelyRepeatsArgs, OpenFaultsArgs } from './earlier-fault.inputs.js';
import { EarlierFaultService } from './earlier-fault.service.js';
import { EarlierFault } from './earlier-fault.type.js';
import { RepeatFaults } from './repeat-faults.js';

@Resolver(() => EarlierFault)
export class EarlierFaultResolver {
  constructor(
    private readonly service: EarlierFaultService,
    private readonly tickets: TicketService,
  ) {}

  @Query(() => [EarlierFault], {
    description:
      'For the form of a report: closed faults that one reported now would repeat, if it is of the same type; the latest first, at most 10',
  })
  @Allow(...READERS)
  likelyRepeats(@Args() report: LikelyRepeatsArgs): Promise<EarlierFault[]> {
    return this.service.likelyRepeats(report);
  }

  @Query(() => [EarlierFault], {
    description:
      'For the form of a report: faults of this equipment that are open, so that none is reported twice; the latest first, at most 10',
  })
  @Allow(...READERS)
  openFaults(@Args() { assetCode }: OpenFaultsArgs): Promise<EarlierFault[]> {
    return this.service.openFaults(assetCode);
  }

  @ResolveField(() => Ticket, { nullable: true, description: 'Null where it is not shown to you' })
  ticket(@Parent() { id }: EarlierFault, @CurrentCaller() caller: Caller): Promise<Ticket | null> {
    return this.tickets.find(caller, id);
  }
}

@Resolver(() => Ticket)
export class TicketRepeatsResolver {
  constructor(private readonly repeats: RepeatFaults) {}

  @ResolveField(() => Boolean, {
    nullable: true,
    description: 'Repeats a fault closed before; null until the test of the repair was passed',
  })
  isRepeat(@Parent() ticket: Ticket): Promise<boolean | null> {
    return this.repeats.isRepeat(ticket);
  }

  @ResolveField(() => [EarlierFault], {
    description:
      'While it is open: closed faults that it repeats if it turns out to be of the same type; the latest first, at most 10',
  })
  likelyRepeatOf(@Parent() ticket: Ticket): Promise<EarlierFault[]> {
    return this.repeats.likelyRepeatOf(ticket);
  }
}
