import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { ALL_ROLES, BUREAU_DECIDERS, PROVIDER, READERS } from '@zhishou/platform/auth/roles';
import { ConnectionArgs, connectionOf, Filter } from '@zhishou/platform/graphql/connection';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { SparePart } from '../spare-part/spare-part.entity.js';
import { SparePartService } from '../spare-part/spare-part.service.js';
import { Ticket } from '../ticket/ticket.entity.js';
import { TicketService } from '../ticket/ticket.service.js';
import { Escalation } from './escalation.entity.js';
import { AckInput, EscalationFilter } from './escalation.inputs.js';
import { EscalationService } from './escalation.service.js';

const EscalationConnection = connectionOf(Escalation);

@Resolver(() => Escalation)
export class EscalationResolver {
  constructor(
    private readonly service: EscalationService,
    private readonly tickets: TicketService,
    private readonly parts: SparePartService,
  ) {}

  @Query(() => EscalationConnection, {
    description:
      'Calls about the tickets you may see and, for all but reporters, about spare parts; the latest first',
  })
  @Allow(...ALL_ROLES)
  escalations(
    @CurrentCaller() caller: Caller,
    @Args() page: ConnectionArgs,
    @Filter(() => EscalationFilter) filter?: EscalationFilter,
  ) {
    return this.service.list(caller, filter ?? {}, page);
  }

  @Mutation(() => Escalation, {
    description:
      'Says that the call was heard, for the side that was called: the bureau at a level of the bureau, the provider ' +
      'at one of the provider, the bot for either. Ends the calling. CONFLICT once acknowledged, or when the cause is gone.',
  })
  @Allow('BOT', ...BUREAU_DECIDERS, ...PROVIDER)
  acknowledgeEscalation(
    @CurrentCaller() caller: Caller,
    @Args('input') input: AckInput,
  ): Promise<Escalation> {
    return this.service.acknowledge(caller, input);
  }

  @ResolveField(() => Ticket, { nullable: true, description: 'What it is about; null for a spare part' })
  @Allow(...READERS)
  ticket(@Parent() { ticketId }: Escalation): Promise<Ticket> | null {
    return ticketId === null ? null : this.tickets.byId(ticketId);
  }

  @ResolveField(() => SparePart, { nullable: true, description: 'What has run low' })
  @Allow(...READERS)
  sparePart(@Parent() { sparePartId }: Escalation): Promise<SparePart> | null {
    return sparePartId === null ? null : this.parts.byId(sparePartId);
  }

  @ResolveField(() => PersonRef, {
    nullable: true,
    description: 'Who said that the call was heard; null until then',
  })
  acknowledgedBy(@Parent() { acknowledgedById }: Escalation): PersonRef | null {
    return acknowledgedById === null ? null : { id: acknowledgedById };
  }
}
