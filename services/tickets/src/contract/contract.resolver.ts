import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { badInput } from '@zhishou/platform/errors';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import { contractAt } from '@zhishou/rules/contract/contract-at';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { ContractArgs } from './contract.inputs.js';
import { ContractType, toContractType } from './contract.types.js';

@Resolver()
export class ContractResolver {
  constructor(
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
    private readonly clock: DatabaseClock,
  ) {}

  /** @throws UserError BAD_USER_INPUT for a contract that there is not */
  @Query(() => ContractType, {
    description: 'The rules of a contract; BAD_USER_INPUT for one that there is not',
  })
  @Allow(...READERS)
  async contract(@Args() { id }: ContractArgs): Promise<ContractType> {
    if (id === undefined) return toContractType(contractAt(this.contracts, await this.clock.now()));
    const named = this.contracts.find((contract) => contract.id === id);
    if (!named) throw badInput([{ path: 'id', message: `there is no contract ${id}` }]);
    return toContractType(named);
  }
}
