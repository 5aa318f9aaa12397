import { ArgsType, Field, InputType } from '@nestjs/graphql';
import { ContractId } from '@zhishou/platform/contract/month.inputs';
import { Fen } from '@zhishou/platform/graphql/scalars';
import { IdempotencyKey, RequiredProse } from '@zhishou/platform/graphql/text.decorator';

const DEFAULT = 'Which contract. Default: the one in force now';

@ArgsType()
export class SettlementArgs {
  @ContractId(DEFAULT)
  contractId?: string;
}

@InputType({
  description: 'What the remuneration is computed from, where not all of the equipment was maintained',
})
export class SettlementBaseInput {
  @ContractId(DEFAULT)
  contractId?: string;

  @Field(() => Fen, { description: 'Above 0, at most the price of the contract' })
  base!: bigint;

  @RequiredProse(2000, 'Why: what was not maintained')
  reason!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
