import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { Ticket } from '../ticket/ticket.entity.js';
import { TicketService } from '../ticket/ticket.service.js';
import { StockMovement } from './stock-movement.entity.js';

@Resolver(() => StockMovement)
export class StockMovementResolver {
  constructor(private readonly tickets: TicketService) {}

  @ResolveField(() => Ticket, {
    nullable: true,
    description: 'Whose repair used it; null also where it is not shown to you',
  })
  ticket(@Parent() { ticketId }: StockMovement, @CurrentCaller() caller: Caller): Promise<Ticket | null> {
    return ticketId === null ? Promise.resolve(null) : this.tickets.find(caller, ticketId);
  }

  @ResolveField(() => PersonRef, { description: 'Who took the step that moved it' })
  by(@Parent() { byId }: StockMovement): PersonRef {
    return { id: byId };
  }
}
