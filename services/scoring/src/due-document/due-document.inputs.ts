import { Field, ID, InputType } from '@nestjs/graphql';
import { ContractId } from '@zhishou/platform/contract/month.inputs';
import { Month } from '@zhishou/platform/graphql/scalars';
import { IdempotencyKey, OptionalProse, RequiredText } from '@zhishou/platform/graphql/text.decorator';
import { FileIds } from '../file/file.inputs.js';
import { IsBoolean, IsOptional, IsString } from 'class-validator';

@InputType({ description: 'A document that is handed in' })
export class SubmitDocumentInput {
  @RequiredText(100, 'Which one of the contract’s documents, as MAINTENANCE_REPORT')
  code!: string;

  @Field(() => Month, {
    nullable: true,
    description: 'The month it is about; left out of one that is about a fault or the contract',
  })
  @IsOptional()
  month?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The closed fault it is about; left out of one that is about a month or the contract',
  })
  @IsOptional()
  @IsString()
  ticketId?: string | null;

  @ContractId('The contract that wants it. Default: that of the month or the ticket, else the one in force')
  contractId?: string;

  @OptionalProse(2000, 'What there is to say with it')
  note?: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Hands in what `DueDocument.draft` would be now, which is kept as its first file',
  })
  @IsBoolean()
  generated: boolean = false;

  @FileIds('The document itself where it is not generated, and its scans')
  fileIds?: string[];

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'What the bureau holds of a document that was handed in' })
export class JudgeDocumentInput {
  @Field(() => ID, { description: 'A document that waits for its judgement' })
  @IsString()
  documentId!: string;

  @Field({ description: 'Whether it is as it should be' })
  @IsBoolean()
  conforming!: boolean;

  @OptionalProse(2000, 'Why; required where it does not conform')
  note?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'A bulletin that is issued' })
export class IssueBulletinInput {
  @Field(() => Month, { description: 'The month it tells of, which is over' })
  month!: string;

  @ContractId()
  contractId?: string;

  @OptionalProse(2000, 'What the bureau has to say to its departments and the provider, in its last section')
  remarks?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
