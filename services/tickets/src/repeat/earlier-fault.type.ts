import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import type { TicketState } from '@zhishou/rules/ticket-life';
import { TicketStateEnum } from '../ticket/ticket.enums.js';

/**
 * A report can only be held against an earlier one that its reporter is told of, and that is often a colleague's,
 * whose ticket the reporter may not read (domain §2). So everybody sees what names the fault, and nobody sees here who
 * called, from which number, or what was said: that stays with the ticket and its own rule.
 */
@ObjectType({
  description: 'What anybody who reports may know of a fault reported before, also by somebody else',
})
@Allow(...READERS)
export class EarlierFault {
  /** of the ticket */
  id!: string;

  @Field({ description: 'Of the ticket' })
  number!: string;

  @Field(() => TicketStateEnum, { description: 'How far the ticket is' })
  state!: TicketState;

  @Field({ description: 'What it is about, in a line' })
  summary!: string;

  @Field(() => [Int], {
    nullable: true,
    description: 'Which units, numbered from 1; null where that is not known',
  })
  unitNumbers!: number[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of its last repair, which stands once the test is passed',
  })
  faultType!: string | null;

  @Field({ description: 'When the report was recorded' })
  reportedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was closed; null while it is open' })
  closedAt!: Date | null;
}
