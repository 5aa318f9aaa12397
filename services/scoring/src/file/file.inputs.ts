import { applyDecorators } from '@nestjs/common';
import { Field, ID, InputType } from '@nestjs/graphql';
import { FileAnnouncement } from '@zhishou/attachments/upload/upload.inputs';
import { ContractId } from '@zhishou/platform/contract/month.inputs';
import { EachText, IdempotencyKey } from '@zhishou/platform/graphql/text.decorator';
import { ArrayMaxSize, ArrayUnique, IsArray, IsOptional } from 'class-validator';

/** Of one document, one event, one sheet on paper. */
const MOST_AT_ONCE = 20;

const ids = (): PropertyDecorator[] => [
  IsArray(),
  ArrayMaxSize(MOST_AT_ONCE, { message: `at most ${MOST_AT_ONCE}` }),
  ArrayUnique({ message: 'names a file twice' }),
  EachText(100),
];

const UPLOADED = 'uploaded before with requestContractUpload: the attachmentId of each';

/** An `[ID!]` field that names files of the contract. @param what they are */
export const FileIds = (what: string): PropertyDecorator =>
  applyDecorators(
    Field(() => [ID], { nullable: true, description: `${what}, ${UPLOADED}` }),
    IsOptional(),
    ...ids(),
  );

/** One that cannot be left out. @param what they are */
export const RequiredFileIds = (what: string): PropertyDecorator =>
  applyDecorators(
    Field(() => [ID], { description: `${what}, ${UPLOADED}; at least one` }),
    ...ids(),
  );

@InputType({ description: 'A file to be sent for a contract: a document, a signed sheet, evidence' })
export class RequestContractUploadInput extends FileAnnouncement {
  @ContractId('The contract. Default: the one in force now')
  contractId?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
