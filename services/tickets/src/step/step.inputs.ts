import { Field, Float, ID, InputType } from '@nestjs/graphql';
import {
  IdempotencyKey,
  OptionalProse,
  RequiredProse,
  RequiredText,
} from '@zhishou/platform/graphql/text.decorator';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsBoolean,
  IsDate,
  IsOptional,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { SparePartUseInput } from '../spare-part/spare-part.inputs.js';

@InputType({ isAbstract: true })
export class OnTicket {
  @Field(() => ID, { description: 'The ticket it is about, such as tkt_…' })
  ticketId!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ isAbstract: true })
class OnTicketMaybeOffline extends OnTicket {
  @Field(() => Date, {
    nullable: true,
    description:
      'When the step was made, if it could not be sent then; it counts only once the supervisor accepts it',
  })
  @IsOptional()
  @IsDate()
  madeAt?: Date;
}

@InputType({ description: "The bureau's judgement of a coverage" })
export class JudgeCoverageInput extends OnTicket {
  @Field({ description: 'true: cover it anyway, settled separately and scored the same; false: close it' })
  @IsBoolean()
  cover!: boolean;

  @RequiredProse(2000, 'Why the bureau judges it so')
  reason!: string;
}

@InputType({ description: 'A ticket to be taken' })
export class AcceptTicketInput extends OnTicketMaybeOffline {
  @Field(() => ID, { nullable: true, description: 'Who will work on it, where that is known already' })
  @IsOptional()
  engineerId?: string;
}

@InputType({ description: 'Who is to work on a ticket' })
export class AssignInput extends OnTicket {
  @Field(() => ID, { description: 'An engineer of the provider who is active and has signed the NDA' })
  engineerId!: string;
}

@InputType({ description: 'Work from afar that begins' })
export class RemoteSupportInput extends OnTicket {
  @Field(() => ID, { nullable: true, description: 'Who supports; an engineer names itself by calling' })
  @IsOptional()
  engineerId?: string;

  @OptionalProse(2000, 'What is tried')
  note?: string;
}

@InputType({ description: 'Who is to go there' })
export class DispatchInput extends OnTicket {
  @Field(() => ID, { description: 'An engineer of the provider who is active and has signed the NDA' })
  engineerId!: string;
}

/** A place is given whole or not at all. */
const hasPlace = ({ latitude, longitude }: CheckInInput): boolean => latitude != null || longitude != null;

@InputType({ description: 'Your arrival' })
export class CheckInInput extends OnTicketMaybeOffline {
  @Field(() => Float, {
    nullable: true,
    description: 'Where you are: WGS 84, degrees north; together with the longitude or not at all',
  })
  @ValidateIf(hasPlace)
  @Min(-90)
  @Max(90)
  latitude?: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Where you are: WGS 84, degrees east; together with the latitude or not at all',
  })
  @ValidateIf(hasPlace)
  @Min(-180)
  @Max(180)
  longitude?: number;

  @OptionalProse(2000, 'What you found')
  note?: string;
}

@InputType({ description: 'The fault record the contract asks for; its times are statements on file' })
export class RepairReportInput extends OnTicketMaybeOffline {
  @RequiredProse(5000, 'What there was to be seen of the fault')
  phenomenon!: string;

  @RequiredText(40, "One of the contract's fault types")
  faultType!: string;

  @Field({ description: 'When the fault began, by your account; it counts from the report all the same' })
  @IsDate()
  startedAt!: Date;

  @Field({ description: 'When it was fixed, by your account; it counts from the filing all the same' })
  @IsDate()
  repairedAt!: Date;

  @RequiredProse(5000, 'Why it came to the fault')
  causeAnalysis!: string;

  @RequiredProse(5000, 'What was done')
  handling!: string;

  @RequiredProse(5000, 'Who or what is answerable for it')
  responsibilityAnalysis!: string;

  @RequiredProse(5000, 'What is to be learned from it')
  lessons!: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'Who handled it, at least one; left out, it is the caller alone',
  })
  @IsOptional()
  @ArrayNotEmpty()
  @ArrayUnique()
  @ArrayMaxSize(50)
  handlerIds?: string[];

  @Field(() => [SparePartUseInput], { nullable: true, description: 'Taken from stock' })
  @IsOptional()
  @ArrayMaxSize(50)
  @ArrayUnique(({ sparePartId }: SparePartUseInput) => sparePartId, { message: 'names a spare part twice' })
  @ValidateNested({ each: true })
  @Type(() => SparePartUseInput)
  sparePartsUsed?: SparePartUseInput[];
}

@InputType({ description: 'How the trial of a repair went' })
export class RecoveryTestInput extends OnTicket {
  @Field({ description: 'true: closed; false: the next round' })
  @IsBoolean()
  passed!: boolean;

  @OptionalProse(2000, 'What was tried and seen')
  note?: string;
}

@InputType({ description: "The customer's answer" })
export class CallbackInput extends OnTicket {
  @Field({ description: 'false costs the provider a point (P9)' })
  @IsBoolean()
  satisfied!: boolean;

  @OptionalProse(2000, "The customer's words")
  comment?: string;
}

@InputType({ description: 'An answer that closes a ticket' })
export class AnswerInput extends OnTicket {
  @RequiredProse(5000, 'What was said or done')
  answer!: string;
}

@InputType({ description: 'A ticket to be taken back' })
export class CancelInput extends OnTicket {
  @RequiredProse(2000, 'Why')
  reason!: string;
}
