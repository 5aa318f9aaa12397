import { Field, ID, InputType } from '@nestjs/graphql';
import { IdempotencyKey, OptionalProse, RequiredText } from '@zhishou/platform/graphql/text.decorator';
import type { CheckAnswer, FindingKind } from '@zhishou/rules/inspection/check-result';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBase64,
  IsBoolean,
  IsDate,
  IsEnum,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { PhotoHashes } from '../photo/photo.inputs.js';
import { CheckResultEnum, FindingKindEnum } from './record.enums.js';

/** Beyond any contract: what one visit is asked at most its rules say. */
const MOST_RESULTS = 100_000;
/** Of a drawn signature, as base64. */
const MOST_IMAGE = 200_000;

@InputType({ description: 'What was found on one asset for one item of the check-list' })
export class CheckResultInput {
  @RequiredText(60, 'Of the equipment')
  assetCode!: string;

  @RequiredText(60, "The item's code in the contract's check-list")
  item!: string;

  @Field(() => CheckResultEnum, { description: 'What looking at it came to' })
  @IsEnum(CheckResultEnum)
  result!: CheckAnswer;

  @OptionalProse(2000, 'Required for ABNORMAL')
  note?: string;

  @Field(() => FindingKindEnum, { nullable: true, description: 'Required for ABNORMAL: what it is' })
  @IsOptional()
  @IsEnum(FindingKindEnum)
  finding?: FindingKind;

  @OptionalProse(2000, 'Of a HAZARD: what you propose to be done about it')
  proposal?: string;

  @PhotoHashes('Of this item of this asset')
  photos?: string[];
}

@InputType({ description: 'A signature as it was drawn' })
export class SignatureInput {
  @Field(() => String, { description: 'A PNG, base64' })
  @IsString()
  @MaxLength(MOST_IMAGE, { message: `at most ${MOST_IMAGE} characters` })
  @IsBase64({}, { message: 'is not base64' })
  image!: string;

  @Field(() => Date, { description: 'When it was drawn' })
  @IsDate()
  signedAt!: Date;

  @Field(() => String, {
    description:
      'SHA-256 (hex) of the content it is over, see `RecordVisitInput`: one over another content is refused',
  })
  @IsString()
  @Matches(/^[0-9a-f]{64}$/, { message: 'is not a SHA-256 in hex' })
  contentHash!: string;
}

@InputType({
  description:
    'The record of a visit. Its content, which the signatures are over, is the canonical JSON (RFC 8785) of ' +
    '{accompaniedById, contactName, endedAt, results, startedAt, visitId}: instants as ISO 8601 in UTC with milliseconds, ' +
    'results in their order, each with assetCode, item, result, note and finding, null where left out; `proposal` of a ' +
    'result only where it is given, and `photos`, of the record and of a result, only where some are named. An empty list counts as left out; texts are as they are ' +
    'stored: NFC, without white space at their ends, in one line but for notes; ' +
    'madeAt, the signatures and idempotencyKey are no part of it. Its hash is the SHA-256 of its UTF-8 bytes, in lower-case hex',
})
export class RecordVisitInput {
  @Field(() => ID, { description: 'One of your own, such as vst_…' })
  @IsString()
  visitId!: string;

  @Field(() => ID, { description: 'The supervisor of the bureau who accompanied it: an id of `people`' })
  @IsString()
  accompaniedBy!: string;

  @RequiredText(100, 'Who signed for the place that was visited')
  contactName!: string;

  @Field(() => Date, { description: 'When the visit began' })
  @IsDate()
  startedAt!: Date;

  @Field(() => Date, { description: 'When the visit ended' })
  @IsDate()
  endedAt!: Date;

  @Field(() => [CheckResultInput], {
    description: 'Of every asset of the visit, every item that is asked of it, see `Visit.checklist`',
  })
  @IsArray()
  @ArrayMaxSize(MOST_RESULTS, { message: `at most ${MOST_RESULTS}` })
  @ValidateNested({ each: true })
  @Type(() => CheckResultInput)
  results!: CheckResultInput[];

  @PhotoHashes('Of the visit as a whole')
  photos?: string[];

  @Field(() => SignatureInput, { description: "Yours, over the record's hash" })
  @ValidateNested()
  @Type(() => SignatureInput)
  engineerSignature!: SignatureInput;

  @Field(() => SignatureInput, { description: "Of who signs for the place, over the record's hash" })
  @ValidateNested()
  @Type(() => SignatureInput)
  contactSignature!: SignatureInput;

  @Field(() => Date, {
    nullable: true,
    description:
      'When it was written, of a record made without a connection: one written in its month is taken for some days after it',
  })
  @IsOptional()
  @IsDate()
  madeAt?: Date;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'What the bureau says to a record' })
export class ReviewVisitInput {
  @Field(() => ID, { description: 'The visit, such as vst_…' })
  @IsString()
  visitId!: string;

  @Field(() => Boolean, { description: 'Sign it, which archives it; else it is done again' })
  @IsBoolean()
  sign!: boolean;

  @OptionalProse(2000, 'Required to reject: what is to be done better')
  comment?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
