import { ArgsType, Field, ID, InputType, registerEnumType } from '@nestjs/graphql';
import { OptionalText } from '@zhishou/platform/graphql/text.decorator';
import type { ClockState } from '@zhishou/rules/clock';
import type { ClockKind, Severity, TicketKind, TicketState } from '@zhishou/rules/ticket-life';
import { Type } from 'class-transformer';
import { IsBoolean, IsDate, IsOptional, ValidateNested } from 'class-validator';
import {
  ClockKindEnum,
  ClockStateEnum,
  SeverityEnum,
  TicketKindEnum,
  TicketStateEnum,
} from './ticket.enums.js';

export enum TicketOrder {
  NEWEST_FIRST = 'NEWEST_FIRST',
  OLDEST_FIRST = 'OLDEST_FIRST',
}
registerEnumType(TicketOrder, { name: 'TicketOrder' });

/** Exactly one of the two. */
@ArgsType()
export class TicketArgs {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  id?: string;

  @OptionalText(60)
  number?: string;
}

@InputType({ description: 'What one clock of the ticket is, all of it' })
export class ClockFilter {
  @Field(() => ClockKindEnum, { nullable: true })
  @IsOptional()
  kind?: ClockKind;

  @Field(() => [ClockStateEnum], { nullable: true, description: 'As they are at this instant' })
  @IsOptional()
  states?: ClockState[];

  @Field(() => Date, {
    nullable: true,
    description: 'Not met yet, and due before this instant; one that is past counts too',
  })
  @IsOptional()
  @IsDate()
  dueBefore?: Date;
}

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

  @Field(() => Boolean, {
    nullable: true,
    description:
      'true: those assigned to nobody, as they are before and after somebody has them; false: the others',
  })
  @IsOptional()
  @IsBoolean()
  unassigned?: boolean;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  reportedById?: string;

  @Field(() => Date, { nullable: true, description: 'Reported at this instant or after it' })
  @IsOptional()
  @IsDate()
  reportedFrom?: Date;

  @Field(() => Date, { nullable: true, description: 'Reported before this instant' })
  @IsOptional()
  @IsDate()
  reportedTo?: Date;

  @Field(() => ClockKindEnum, {
    nullable: true,
    description: 'Only those that missed this deadline, met late or not',
  })
  @IsOptional()
  breached?: ClockKind;

  @Field(() => ClockFilter, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => ClockFilter)
  clock?: ClockFilter;

  @OptionalText(100, 'Part of the number, the summary or the description')
  text?: string;
}
