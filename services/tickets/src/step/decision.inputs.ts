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

@InputType({ description: 'A pause to be asked for' })
export class PauseInput extends OnTicket {
  @RequiredProse(2000, 'Why the provider cannot go on')
  reason!: string;
}

@InputType({ description: 'What the bureau says to a pause' })
export class DecidePauseInput extends OnTicket {
  @Field({ description: 'true: every clock stands still from now on; false: nothing changes' })
  @IsBoolean()
  approve!: boolean;

  @OptionalProse(2000, 'Why')
  reason?: string;
}

@InputType({ description: 'A pause to be ended' })
export class ResumeInput extends OnTicket {
  @OptionalProse(2000, 'What has changed')
  note?: string;
}

@InputType({ description: 'A fault to be handed to the carrier' })
export class HandOffInput extends OnTicket {
  @RequiredProse(2000, 'Why it is a fault of the transmission network')
  reason!: string;
}

@InputType({ description: 'What the bureau says to a hand-off' })
export class DecideHandOffInput extends OnTicket {
  @Field({ description: 'true: the carrier has it from now on; false: sent back, no clock ever stopped' })
  @IsBoolean()
  confirm!: boolean;

  @OptionalText(100, "The carrier's number for it")
  carrierReference?: string;

  @OptionalProse(2000, 'Why')
  reason?: string;
}

@InputType({ description: 'How the carrier has ended' })
export class ReturnHandOffInput extends OnTicket {
  @Field({
    description:
      'true: closed, and its clocks are cancelled; false: the provider has it again and the clocks go on',
  })
  @IsBoolean()
  resolvedByCarrier!: boolean;

  @OptionalProse(2000, 'What the carrier has said')
  note?: string;
}

@InputType({ description: 'Another severity of a fault' })
export class ReclassifyInput extends OnTicket {
  @Field(() => SeverityEnum, { description: 'MAJOR or GENERAL' })
  severity!: Severity;

  @RequiredProse(2000, 'Why the bureau judges it so')
  reason!: string;
}

@InputType({ description: 'Another start of a fault' })
export class FaultStartInput extends OnTicket {
  @Field({ description: 'When the fault began; the clocks count from the report all the same' })
  @IsDate()
  startedAt!: Date;

  @RequiredProse(2000, 'What shows that it began then')
  reason!: string;
}

@InputType({ description: 'One further piece of equipment that is down' })
export class AffectedAssetInput {
  @RequiredText(60, 'Code of listed equipment')
  assetCode!: string;

  @Field(() => Int, { nullable: true, description: 'How many of its units are down; default 1' })
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
}

@InputType({ description: 'What else a fault has taken down' })
export class AffectedAssetsInput extends OnTicket {
  @Field(() => [AffectedAssetInput], { description: 'Each once, at most 200' })
  @ArrayNotEmpty()
  @ArrayMaxSize(200)
  @ArrayUnique(({ assetCode }: AffectedAssetInput) => folded(assetCode), { message: 'names equipment twice' })
  @ValidateNested({ each: true })
  @Type(() => AffectedAssetInput)
  assets!: AffectedAssetInput[];

  @RequiredProse(2000, 'What shows that they are down')
  reason!: string;
}

@InputType({
  description: 'Lets a step made offline count from when it was made; a breach told since is withdrawn',
})
export class OfflineInstantInput extends OnTicket {
  @Field(() => ClockKindEnum, { description: 'The clock that the step met' })
  clock!: ClockKind;

  @RequiredProse(2000, 'Why the bureau believes it')
  reason!: string;
}
