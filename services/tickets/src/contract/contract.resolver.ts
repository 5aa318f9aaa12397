import { Query, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { ContractInForce } from './contract-in-force.js';
import { ContractType, toContractType } from './contract.types.js';

@Resolver()
export class ContractResolver {
  constructor(private readonly contract: ContractInForce) {}

  @Query(() => ContractType, { name: 'contract', description: 'The contract in force' })
  @Allow(...READERS)
  inForce(): ContractType {
    return toContractType(this.contract.current);
  }
}
