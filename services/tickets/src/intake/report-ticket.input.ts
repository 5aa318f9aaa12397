import { Field, InputType, Int } from '@nestjs/graphql';
import {
  IdempotencyKey,
  OptionalContact,
  OptionalProse,
  OptionalText,
  RequiredText,
} from '@zhishou/platform/graphql/text.decorator';
import type { Severity, TicketKind } from '@zhishou/rules/ticket-life';
import { ArrayMaxSize, ArrayUnique, IsDate, IsInt, IsOptional, Max, Min } from 'class-validator';
import { ChannelEnum, SeverityEnum, TicketKindEnum } from '../ticket/ticket.enums.js';
import type { Channel } from '../ticket/ticket.enums.js';

@InputType({ description: 'A hotline matter as it is taken in' })
export class ReportTicketInput {
  @Field(() => TicketKindEnum, { description: 'What it is taken in as; it stays so' })
  kind!: TicketKind;

  @Field(() => SeverityEnum, {
    nullable: true,
    description: 'MAJOR or GENERAL for a fault; left out otherwise',
  })
  @IsOptional()
  severity?: Severity;

  @OptionalText(60, 'Code of the equipment; left out for equipment that is in no list')
  assetCode?: string;

  @Field(() => Int, { nullable: true, description: 'How many units are down; 0 is allowed; default 1' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100_000)
  unitsAffected?: number;

  @Field(() => [Int], { nullable: true, description: 'Which units, numbered from 1, where known' })
  @IsOptional()
  @ArrayUnique()
  @ArrayMaxSize(1000)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(100_000, { each: true })
  unitNumbers?: number[];

  @RequiredText(200, 'What it is about, in a line')
  summary!: string;

  @OptionalProse(5000, 'What else was told')
  description?: string;

  @Field(() => ChannelEnum, { description: 'How it came in' })
  channel!: Channel;

  @OptionalText(50, 'Who called')
  callerName?: string;

  @OptionalContact(30, 'The number to call back')
  callerPhone?: string;

  @OptionalContact(30, 'The hotline number that was called')
  numberCalled?: string;

  @Field(() => Date, {
    nullable: true,
    description: 'When the caller called; the clocks count from the report all the same',
  })
  @IsOptional()
  @IsDate()
  calledAt?: Date;

  @Field(() => Date, { nullable: true, description: 'When the call was answered' })
  @IsOptional()
  @IsDate()
  answeredAt?: Date;

  @OptionalText(200, 'Where it is')
  location?: string;

  @OptionalProse(5000, 'The answer to a consultation given on the phone: it is closed at once')
  answer?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
