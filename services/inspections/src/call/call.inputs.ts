import { Field, InputType } from '@nestjs/graphql';
import { Month } from '@zhishou/platform/graphql/scalars';
import { IdempotencyKey, RequiredProse } from '@zhishou/platform/graphql/text.decorator';
import { IsDate } from 'class-validator';
import { ContractId } from '@zhishou/platform/contract/month.inputs';

@InputType({ description: 'A call between the parties' })
export class MonthlyCallInput {
  @Field(() => Month, { description: 'The month it was held in' })
  month!: string;

  @ContractId()
  contractId?: string;

  @Field(() => Date, { description: 'Within the month' })
  @IsDate()
  heldAt!: Date;

  @RequiredProse(4000, 'What was talked about, and agreed')
  note!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
