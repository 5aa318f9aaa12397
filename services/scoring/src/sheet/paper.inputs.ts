import { Field, Float, InputType } from '@nestjs/graphql';
import { ContractId } from '@zhishou/platform/contract/month.inputs';
import { Month } from '@zhishou/platform/graphql/scalars';
import { IdempotencyKey, OptionalProse } from '@zhishou/platform/graphql/text.decorator';
import { IsNumber, Max, Min } from 'class-validator';
import { RequiredFileIds } from '../file/file.inputs.js';
import { OfVersion } from './sheet.inputs.js';

const Points =
  (of: string): PropertyDecorator =>
  (target, key) => {
    Field(() => Float, { description: `${of}, from 0 to 100, with at most two decimals` })(target, key);
    IsNumber({ maxDecimalPlaces: 2 }, { message: 'is a number with at most two decimals' })(target, key);
    Min(0)(target, key);
    Max(100)(target, key);
  };

@InputType({ description: 'The two scores of a month from before the first day that is kept here' })
export class PaperScoresInput {
  @Field(() => Month, { description: 'A month of the contract that ended before the first day kept' })
  month!: string;

  @ContractId()
  contractId?: string;

  @Points('The performance')
  performance!: number;

  @Points('The service')
  service!: number;

  @RequiredFileIds('The sheet as both sides signed it')
  fileIds!: string[];

  @OptionalProse(2000, 'What there is to say with it')
  note?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'A month whose scores were taken over from paper rightly' })
export class ConfirmPaperScoresInput {
  @Field(() => Month, { description: 'A month whose scores were entered from paper' })
  month!: string;

  @ContractId()
  contractId?: string;

  @OfVersion()
  ofVersion?: number | null;

  @IdempotencyKey()
  idempotencyKey?: string;
}
