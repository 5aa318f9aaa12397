import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Review } from '../review/review.entity.js';
import { ReviewService } from '../review/review.service.js';
import { Ticket } from './ticket.type.js';

@Resolver(() => Ticket)
export class TicketResolver {
  constructor(private readonly reviews: ReviewService) {}

  @ResolveField(() => Review, {
    nullable: true,
    description: 'Of a fault that was closed as a major one: what the bureau makes of it',
  })
  review(@Parent() { id }: Ticket): Promise<Review | null> {
    return this.reviews.ofTicket(id);
  }
}
