import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { itemsByAsset, type ItemsByAsset } from '@zhishou/rules/inspection/checklist';
import { CycleService } from '../cycle/cycle.service.js';
import { AssetChecklist } from './checklist.type.js';
import { Visit } from './visit.entity.js';

@Resolver(() => Visit)
export class ChecklistResolver {
  /** of each contract once, not for every visit of a month */
  private readonly known = new WeakMap<Contract, ItemsByAsset>();

  constructor(
    private readonly cycles: CycleService,
    private readonly contracts: ContractStore,
  ) {}

  @ResolveField(() => [AssetChecklist], {
    description: 'What its record has to say, asset by asset in the order of the plan',
  })
  async checklist(@Parent() { cycleId, assetCodes }: Visit): Promise<AssetChecklist[]> {
    const { contractVersion } = await this.cycles.byId(cycleId);
    const items = this.itemsOf(await this.contracts.byVersion(contractVersion));
    return assetCodes.map((code) => ({ asset: { code }, items: items.get(code) ?? [] }));
  }

  private itemsOf(contract: Contract): ItemsByAsset {
    const items = this.known.get(contract) ?? itemsByAsset(contract);
    this.known.set(contract, items);
    return items;
  }
}
