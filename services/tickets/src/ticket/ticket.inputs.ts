import { Field, ID, InputType, registerEnumType } from '@nestjs/graphql';
import { OptionalText } from '@zhishou/platform/graphql/text.decorator';
import type { ClockKind, Severity, TicketKind, TicketState } from '@zhishou/rules/ticket-life';
import { IsOptional } from 'class-validator';
import { ClockKindEnum, SeverityEnum, TicketKindEnum, TicketStateEnum } from './ticket.enums.js';

export enum TicketOrder {
  NEWEST_FIRST = 'NEWEST_FIRST',
  OLDEST_FIRST = 'OLDEST_FIRST',
}
registerEnumType(TicketOrder, { name: 'TicketOrder' });

@InputType()
export class TicketFilter {
  @Field(() => [TicketStateEnum], { nullable: true })
  @IsOptional()
  states?: TicketState[];

  @Field(() => TicketKindEnum, { nullable: true })
  @IsOptional()
  kind?: TicketKind;

  @Field(() => SeverityEnum, { nullable: true })
  @IsOptional()
  severity?: Severity;

  @OptionalText(60)
  assetCode?: string;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  assigneeId?: string;

  @Field(() => ClockKindEnum, { nullable: true, description: 'Only those that missed this deadline' })
  @IsOptional()
  breached?: ClockKind;

  @OptionalText(100, 'Part of the number, the summary or the description')
  text?: string;
}
