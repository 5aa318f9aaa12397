import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ticket } from '../ticket/ticket.entity.js';
import { FindingRef } from './finding-ref.type.js';

@Resolver(() => Ticket)
export class TicketFindingResolver {
  @ResolveField(() => FindingRef, {
    nullable: true,
    description: 'What of an inspection turned it up; null for one that was reported',
  })
  finding(@Parent() { findingId }: Ticket): FindingRef | null {
    return findingId === null ? null : { id: findingId };
  }
}
