import { Field, InputType } from '@nestjs/graphql';
import { Month } from '@zhishou/platform/graphql/scalars';
import { IdempotencyKey } from '@zhishou/platform/graphql/text.decorator';
import { ContractId } from '@zhishou/platform/contract/month.inputs';

@InputType({ description: 'Which month to close' })
export class CloseCycleInput {
  @Field(() => Month, { description: 'A month that is over, and to which no summary came' })
  month!: string;

  @ContractId()
  contractId?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
