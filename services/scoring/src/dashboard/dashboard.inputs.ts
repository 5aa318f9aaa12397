import { ArgsType, Field } from '@nestjs/graphql';
import { ContractId } from '@zhishou/platform/contract/month.inputs';
import { Month } from '@zhishou/platform/graphql/scalars';
import { IsOptional } from 'class-validator';

@ArgsType()
export class DashboardArgs {
  @ContractId('The contract. Default: the one in force now')
  contractId?: string;

  @Field(() => Month, { nullable: true, description: 'The first month. Default: that of the contract' })
  @IsOptional()
  from?: string | null;

  @Field(() => Month, {
    nullable: true,
    description: 'The last month. Default: the one that goes on, or the last',
  })
  @IsOptional()
  to?: string | null;
}
