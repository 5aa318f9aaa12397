import { ArgsType, Field, ID } from '@nestjs/graphql';
import { Month } from '../graphql/scalars.js';
import { IsOptional, IsString } from 'class-validator';

/** Which month of which contract is meant. */
export interface AskedMonth {
  month: string;
  contractId?: string;
}

/** The `contractId` that whatever names a month may carry: where two contracts meet, a month has a cycle for each. */
const OF_MONTH = "The contract whose month it is. Default: the one in force on the month's first covered day";

export const ContractId =
  (description = OF_MONTH): PropertyDecorator =>
  (target, key) => {
    Field(() => ID, { nullable: true, description })(target, key);
    IsOptional()(target, key);
    IsString()(target, key);
  };

@ArgsType()
export class MonthArgs implements AskedMonth {
  @Field(() => Month, { description: 'The month that is inspected' })
  month!: string;

  @ContractId()
  contractId?: string;
}
