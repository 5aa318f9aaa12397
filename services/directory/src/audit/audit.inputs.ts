import { Field, ID, InputType } from '@nestjs/graphql';
import { OptionalText } from '@zhishou/platform/graphql/text.decorator';

@InputType({ description: 'Which entries of the audit log' })
export class AuditFilter {
  @OptionalText(40, 'Whose chain: directory, tickets, inspections, scoring, notifier')
  service?: string;

  @Field(() => ID, {
    nullable: true,
    description: "By whom: a person's id, or what acts by itself, such as system:clock",
  })
  actorId?: string;

  @OptionalText(60, 'Name of a mutation or step; `refused` for refused rights')
  action?: string;

  @Field(() => ID, { nullable: true, description: 'What changed, such as a ticket' })
  aggregateId?: string;

  @OptionalText(64, 'All that one request has changed: its `x-request-id`')
  requestId?: string;

  @Field(() => Date, { nullable: true, description: 'From this instant on' })
  from?: Date;

  @Field(() => Date, { nullable: true, description: 'Before this instant' })
  to?: Date;
}
