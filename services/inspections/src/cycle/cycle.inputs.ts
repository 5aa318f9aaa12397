import { Field, InputType } from '@nestjs/graphql';
import { Month } from '@zhishou/platform/graphql/scalars';
import { IdempotencyKey } from '@zhishou/platform/graphql/text.decorator';
import { ContractId } from './month.inputs.js';

@InputType({ description: 'Which month to close' })
export class CloseCycleInput {
  @Field(() => Month, { description: 'A month that is over, and to which no summary came' })
  month!: string;

  @ContractId()
  contractId?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
