import { applyDecorators } from '@nestjs/common';
import { Field, ID, InputType } from '@nestjs/graphql';
import { FileAnnouncement } from '@zhishou/attachments/upload/upload.inputs';
import { EachText, IdempotencyKey } from '@zhishou/platform/graphql/text.decorator';
import { ArrayMaxSize, IsArray, IsOptional, IsString, Matches } from 'class-validator';

/** Of one result, one record or one rectification. */
const MOST_AT_ONCE = 50;

const photoList = (of: typeof ID | typeof String, description: string): PropertyDecorator[] => [
  Field(() => [of], { nullable: true, description }),
  IsOptional(),
  IsArray(),
  ArrayMaxSize(MOST_AT_ONCE, { message: `at most ${MOST_AT_ONCE}` }),
];

/** A `[String!]` field that names uploaded photos by what is known of them also without a connection. */
export const PhotoHashes = (of: string): PropertyDecorator =>
  applyDecorators(
    ...photoList(
      String,
      `${of}: SHA-256 (hex) of each photo as it was sent, uploaded before with requestVisitUpload`,
    ),
    EachText(64),
    Matches(/^[0-9a-f]{64}$/, { each: true, message: 'is not a SHA-256 in hex, in lower case' }),
  );

/** An `[ID!]` field that names uploaded photos. */
export const PhotoIds = (): PropertyDecorator =>
  applyDecorators(
    ...photoList(ID, 'Of each photo, uploaded before with requestFindingUpload: its attachmentId'),
    IsString({ each: true }),
  );

@InputType({ description: 'A photo to be sent for a visit' })
export class RequestVisitUploadInput extends FileAnnouncement {
  @Field(() => ID, { description: 'One of your own, such as vst_…' })
  @IsString()
  visitId!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'A photo to be sent for a hazard' })
export class RequestFindingUploadInput extends FileAnnouncement {
  @Field(() => ID, { description: 'Of the hazard' })
  @IsString()
  findingId!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
