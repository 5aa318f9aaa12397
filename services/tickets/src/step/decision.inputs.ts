import { Field, InputType, Int } from '@nestjs/graphql';
import {
  OptionalProse,
  OptionalText,
  RequiredProse,
  RequiredText,
} from '@zhishou/platform/graphql/text.decorator';
import { folded } from '@zhishou/rules/folded';
import type { ClockKind, Severity } from '@zhishou/rules/ticket-life';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsBoolean,
  IsDate,
  IsInt,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { ClockKindEnum, SeverityEnum } from '../ticket/ticket.enums.js';
import { OnTicket } from './step.inputs.js';

@InputType()
export class PauseInput extends OnTicket {
  @RequiredProse(2000)
  reason!: string;
}

@InputType()
export class DecidePauseInput extends OnTicket {
  @Field()
  @IsBoolean()
  approve!: boolean;

  @OptionalProse(2000)
  reason?: string;
}

@InputType()
export class ResumeInput extends OnTicket {
  @OptionalProse(2000)
  note?: string;
}

@InputType()
export class HandOffInput extends OnTicket {
  @RequiredProse(2000, 'Why it is a fault of the transmission network')
  reason!: string;
}

@InputType()
export class DecideHandOffInput extends OnTicket {
  @Field({ description: 'true: the carrier has it from now on; false: sent back, no clock ever stopped' })
  @IsBoolean()
  confirm!: boolean;

  @OptionalText(100, "The carrier's number for it")
  carrierReference?: string;

  @OptionalProse(2000)
  reason?: string;
}

@InputType()
export class ReturnHandOffInput extends OnTicket {
  @Field()
  @IsBoolean()
  resolvedByCarrier!: boolean;

  @OptionalProse(2000)
  note?: string;
}

@InputType()
export class ReclassifyInput extends OnTicket {
  @Field(() => SeverityEnum, { description: 'MAJOR or GENERAL' })
  severity!: Severity;

  @RequiredProse(2000)
  reason!: string;
}

@InputType()
export class FaultStartInput extends OnTicket {
  @Field({ description: 'When the fault began; the clocks count from the report all the same' })
  @IsDate()
  startedAt!: Date;

  @RequiredProse(2000)
  reason!: string;
}

@InputType()
export class AffectedAssetInput {
  @RequiredText(60)
  assetCode!: string;

  @Field(() => Int, { nullable: true, description: 'How many of its units are down; default 1' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100_000)
  unitsAffected?: number;

  @Field(() => [Int], { nullable: true })
  @IsOptional()
  @ArrayUnique()
  @ArrayMaxSize(1000)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(100_000, { each: true })
  unitNumbers?: number[];
}

@InputType()
export class AffectedAssetsInput extends OnTicket {
  @Field(() => [AffectedAssetInput])
  @ArrayNotEmpty()
  @ArrayMaxSize(200)
  @ArrayUnique(({ assetCode }: AffectedAssetInput) => folded(assetCode), { message: 'names equipment twice' })
  @ValidateNested({ each: true })
  @Type(() => AffectedAssetInput)
  assets!: AffectedAssetInput[];

  @RequiredProse(2000)
  reason!: string;
}

@InputType({
  description: 'Lets a step made offline count from when it was made; a breach told since is withdrawn',
})
export class OfflineInstantInput extends OnTicket {
  @Field(() => ClockKindEnum, { description: 'The clock that the step met' })
  clock!: ClockKind;

  @RequiredProse(2000)
  reason!: string;
}
