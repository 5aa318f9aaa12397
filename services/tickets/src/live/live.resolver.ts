import { Args, ID, Resolver, Subscription } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { ALL_ROLES, READERS } from '@zhishou/platform/auth/roles';
import { Escalation } from '../escalation/escalation.entity.js';
import { EscalationService, maySeeStock } from '../escalation/escalation.service.js';
import { Ticket } from '../ticket/ticket.entity.js';
import { TicketService } from '../ticket/ticket.service.js';
import { maySee } from '../ticket/ticket.visibility.js';
import { type EscalationCall, type TicketChange, TicketFeed } from './ticket-feed.js';

interface Subscriber {
  caller: Caller;
}

@Resolver()
export class LiveResolver {
  constructor(
    private readonly feed: TicketFeed,
    private readonly tickets: TicketService,
    private readonly escalations: EscalationService,
  ) {}

  @Subscription(() => Ticket, {
    description: 'Every change of the tickets the subscriber may see, or of one of them',
    filter: ({ ticket }: TicketChange, { id }: { id?: string }, { caller }: Subscriber) =>
      (!id || id === ticket.id) && maySee(caller, ticket),
    resolve(this: LiveResolver, { ticket }: TicketChange) {
      return this.tickets.byId(ticket.id);
    },
  })
  @Allow(...READERS)
  ticketChanged(
    @Args('id', { type: () => ID, nullable: true, description: 'Left out, all that you may see' })
    _id?: string,
  ) {
    return this.feed.of('ticket');
  }

  @Subscription(() => Escalation, {
    async filter(
      this: LiveResolver,
      { escalation }: EscalationCall,
      _variables: unknown,
      { caller }: Subscriber,
    ) {
      const { ticketId } = escalation;
      return ticketId === null ? maySeeStock(caller) : (await this.tickets.find(caller, ticketId)) !== null;
    },
    resolve(this: LiveResolver, { escalation }: EscalationCall) {
      return this.escalations.byId(escalation.escalationId);
    },
    description: 'Every call that `escalations` shows you, as it is raised',
  })
  @Allow(...ALL_ROLES)
  escalationRaised() {
    return this.feed.of('escalation');
  }
}
