import { applyDecorators } from '@nestjs/common';
import { Field, ID, InputType } from '@nestjs/graphql';
import { FileAnnouncement } from '@zhishou/attachments/upload/upload.inputs';
import {
  EachText,
  IdempotencyKey,
  OptionalProse,
  OptionalText,
  RequiredProse,
  RequiredText,
} from '@zhishou/platform/graphql/text.decorator';
import type { ReferenceKind } from '@zhishou/rules/inspection/reference-document';
import { ArrayMaxSize, IsArray, IsBoolean, IsEnum, IsOptional, IsString } from 'class-validator';
import { ReferenceKindEnum } from './reference.enums.js';

/** Beyond any contract. */
const MOST_CODES = 100;

const Codes = (description: string): PropertyDecorator =>
  applyDecorators(
    Field(() => [String], { description }),
    IsArray(),
    ArrayMaxSize(MOST_CODES, { message: `at most ${MOST_CODES}` }),
    EachText(60),
  );

const ReferenceId = (): PropertyDecorator =>
  applyDecorators(
    Field(() => ID, { description: 'The reference document' }),
    IsString(),
  );

@InputType({ isAbstract: true })
class LinksInput {
  @Codes("Items of the contract's check-list it applies to, by their codes")
  checklistItems!: string[];

  @Codes('Fault types of the contract it applies to, by their codes')
  faultTypes!: string[];

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'A reference document to be kept; its first version is published apart' })
export class CreateReferenceInput extends LinksInput {
  @RequiredText(200, 'What it is called')
  title!: string;

  @Field(() => ReferenceKindEnum, { description: 'What it is' })
  @IsEnum(ReferenceKindEnum)
  kind!: ReferenceKind;
}

@InputType({ description: 'What a reference document applies to, in place of what it applied to before' })
export class LinkReferenceInput extends LinksInput {
  @ReferenceId()
  referenceId!: string;
}

@InputType({ description: 'A file to be sent for a reference document' })
export class RequestReferenceUploadInput extends FileAnnouncement {
  @ReferenceId()
  referenceId!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'A new version of a reference document' })
export class PublishReferenceInput {
  @ReferenceId()
  referenceId!: string;

  @Field(() => ID, {
    description:
      'A document or picture that was uploaded for it with requestReferenceUpload: its attachmentId',
  })
  @IsString()
  fileId!: string;

  @OptionalProse(2000, 'What is new in it')
  note?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'A reference document that is not to be followed any more' })
export class WithdrawReferenceInput {
  @ReferenceId()
  referenceId!: string;

  @RequiredProse(2000, 'Why it is not to be followed any more')
  reason!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'All that is given holds' })
export class ReferenceFilter {
  @OptionalText(60, "That apply to this item of the contract's check-list, by its code")
  checklistItem?: string;

  @OptionalText(60, 'That apply to this fault type of the contract, by its code')
  faultType?: string;

  @OptionalText(100, 'Part of the title')
  text?: string;

  @Field(() => ReferenceKindEnum, { nullable: true, description: 'What they are' })
  @IsOptional()
  @IsEnum(ReferenceKindEnum)
  kind?: ReferenceKind;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: those that were withdrawn, in place of the others',
  })
  @IsOptional()
  @IsBoolean()
  withdrawn?: boolean;
}
