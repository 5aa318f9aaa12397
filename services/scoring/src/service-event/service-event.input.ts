import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { ContractId } from '@zhishou/platform/contract/month.inputs';
import { Month } from '@zhishou/platform/graphql/scalars';
import { IdempotencyKey, RequiredProse } from '@zhishou/platform/graphql/text.decorator';
import type { ServiceEventKind } from '@zhishou/rules/service-event';
import { IsInt, IsOptional, Max } from 'class-validator';
import { FileIds } from '../file/file.inputs.js';
import { ServiceEventKindEnum } from './service-event.entity.js';

@ArgsType()
export class ServiceEventsArgs {
  @Field(() => Month, { description: 'Whose sheet they belong to' })
  month!: string;

  @ContractId('The contract whose month it is. Default: every contract')
  contractId?: string;
}

@InputType({ description: 'Something that happened, for the score sheet' })
export class ServiceEventInput {
  @Field(() => Month, { description: 'The month whose sheet it belongs to' })
  month!: string;

  @ContractId()
  contractId?: string;

  @Field(() => ServiceEventKindEnum, { description: 'What it is, which decides the item and what it costs' })
  kind!: ServiceEventKind;

  @Field(() => Int, {
    nullable: true,
    description: 'Whole points of a COMMUNICATION_ACCIDENT or a DIRECT_DEDUCTION; left out otherwise',
  })
  @IsOptional()
  @IsInt()
  @Max(1_000)
  points?: number | null;

  @RequiredProse(2000, 'What happened; of a direct deduction, the reason')
  note!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The ticket it is about; of a direct deduction, the major fault that was resolved late',
  })
  @IsOptional()
  ticketId?: string | null;

  @FileIds('What proves it: the letter, a recording, a picture')
  fileIds?: string[];

  @IdempotencyKey()
  idempotencyKey?: string;
}
