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
registerEnumType(TicketOrder, {
  name: 'TicketOrder',
  description: 'The order of a list of tickets, by the instants of their reports',
  valuesMap: {
    NEWEST_FIRST: { description: 'The latest report first' },
    OLDEST_FIRST: { description: 'The earliest report first' },
  },
});

/** Exactly one of the two. */
@ArgsType()
export class TicketArgs {
  @Field(() => ID, { nullable: true, description: 'Such as tkt_…' })
  @IsOptional()
  id?: string;

  @OptionalText(60, 'Such as GD20260718-00042, in capital or small letters')
  number?: string;
}

@InputType({ description: 'What one clock of the ticket is, all of it' })
export class ClockFilter {
  @Field(() => ClockKindEnum, { nullable: true, description: 'Left out, any of them' })
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

@InputType({ description: 'Which tickets' })
export class TicketFilter {
  @Field(() => [TicketStateEnum], { nullable: true, description: 'In one of these states' })
  @IsOptional()
  states?: TicketState[];

  @Field(() => TicketKindEnum, { nullable: true, description: 'Only of this kind' })
  @IsOptional()
  kind?: TicketKind;

  @Field(() => SeverityEnum, { nullable: true, description: 'Only those that were last classified so' })
  @IsOptional()
  severity?: Severity;

  @OptionalText(60, 'Of this equipment, however the code is written')
  assetCode?: string;

  @Field(() => ID, { nullable: true, description: 'Those of this engineer' })
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

  @Field(() => ID, { nullable: true, description: 'Those that this person reported' })
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

  @Field(() => ClockFilter, { nullable: true, description: 'With a clock of which all of this is true' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ClockFilter)
  clock?: ClockFilter;

  @OptionalText(100, 'Part of the number, the summary or the description')
  text?: string;
}
