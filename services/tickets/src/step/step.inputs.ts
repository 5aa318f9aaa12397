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
  @Field(() => ID)
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

@InputType()
export class JudgeCoverageInput extends OnTicket {
  @Field({ description: 'true: cover it anyway, settled separately and scored the same; false: close it' })
  @IsBoolean()
  cover!: boolean;

  @RequiredProse(2000)
  reason!: string;
}

@InputType()
export class AcceptTicketInput extends OnTicketMaybeOffline {
  @Field(() => ID, { nullable: true, description: 'Who will work on it, where that is known already' })
  @IsOptional()
  engineerId?: string;
}

@InputType()
export class AssignInput extends OnTicket {
  @Field(() => ID)
  engineerId!: string;
}

@InputType()
export class RemoteSupportInput extends OnTicket {
  @Field(() => ID, { nullable: true, description: 'Who supports; an engineer names itself by calling' })
  @IsOptional()
  engineerId?: string;

  @OptionalProse(2000)
  note?: string;
}

@InputType()
export class DispatchInput extends OnTicket {
  @Field(() => ID)
  engineerId!: string;
}

/** A place is given whole or not at all. */
const hasPlace = ({ latitude, longitude }: CheckInInput): boolean => latitude != null || longitude != null;

@InputType()
export class CheckInInput extends OnTicketMaybeOffline {
  @Field(() => Float, { nullable: true })
  @ValidateIf(hasPlace)
  @Min(-90)
  @Max(90)
  latitude?: number;

  @Field(() => Float, { nullable: true })
  @ValidateIf(hasPlace)
  @Min(-180)
  @Max(180)
  longitude?: number;

  @OptionalProse(2000)
  note?: string;
}

@InputType({ description: 'The fault record the contract asks for; its times are statements on file' })
export class RepairReportInput extends OnTicketMaybeOffline {
  @RequiredProse(5000)
  phenomenon!: string;

  @RequiredText(40, "One of the contract's fault types")
  faultType!: string;

  @Field()
  @IsDate()
  startedAt!: Date;

  @Field()
  @IsDate()
  repairedAt!: Date;

  @RequiredProse(5000)
  causeAnalysis!: string;

  @RequiredProse(5000)
  handling!: string;

  @RequiredProse(5000)
  responsibilityAnalysis!: string;

  @RequiredProse(5000)
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

@InputType()
export class RecoveryTestInput extends OnTicket {
  @Field()
  @IsBoolean()
  passed!: boolean;

  @OptionalProse(2000)
  note?: string;
}

@InputType()
export class CallbackInput extends OnTicket {
  @Field()
  @IsBoolean()
  satisfied!: boolean;

  @OptionalProse(2000)
  comment?: string;
}

@InputType()
export class AnswerInput extends OnTicket {
  @RequiredProse(5000)
  answer!: string;
}

@InputType()
export class CancelInput extends OnTicket {
  @RequiredProse(2000)
  reason!: string;
}
