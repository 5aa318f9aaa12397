import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { Ticket } from '../ticket/ticket.entity.js';
import { FaultType } from './contract.types.js';

@Resolver(() => Ticket)
export class TicketFaultTypeResolver {
  constructor(private readonly contracts: ContractStore) {}

  @ResolveField(() => FaultType, {
    nullable: true,
    description: 'Its fault type as its contract has it; null before a repair report names one',
  })
  async faultTypeDetails(@Parent() { faultType, contractVersion }: Ticket): Promise<FaultType | null> {
    const { faultTypes } = await this.contracts.byVersion(contractVersion);
    return faultTypes.find(({ code }) => code === faultType) ?? null;
  }
}
