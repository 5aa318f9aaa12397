import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { ConnectionArgs, connectionOf, Filter } from '@zhishou/platform/graphql/connection';
import { isLow, SparePart } from './spare-part.entity.js';
import { AdjustSpareStockInput, RegisterSparePartInput, SparePartFilter } from './spare-part.inputs.js';
import { SparePartService } from './spare-part.service.js';
import { StockMovement } from './stock-movement.entity.js';

const SparePartConnection = connectionOf(SparePart);
const StockMovementConnection = connectionOf(StockMovement);

@Resolver(() => SparePart)
export class SparePartResolver {
  constructor(private readonly service: SparePartService) {}

  @Query(() => SparePartConnection, { description: 'By their codes' })
  @Allow(...READERS)
  spareParts(@Args() page: ConnectionArgs, @Filter(() => SparePartFilter) filter?: SparePartFilter) {
    return this.service.list(filter ?? {}, page);
  }

  @Mutation(() => SparePart, { description: 'Takes a new spare part into store' })
  @Allow('PROVIDER_DISPATCHER', 'BUREAU_ADMIN')
  registerSparePart(
    @CurrentCaller() caller: Caller,
    @Args('input') input: RegisterSparePartInput,
  ): Promise<SparePart> {
    return this.service.register(caller, input);
  }

  @Mutation(() => SparePart, {
    description: 'Corrects a stock; BAD_USER_INPUT where fewer than none would be left',
  })
  @Allow('PROVIDER_DISPATCHER', 'BUREAU_ADMIN')
  adjustSpareStock(
    @CurrentCaller() caller: Caller,
    @Args('input') input: AdjustSpareStockInput,
  ): Promise<SparePart> {
    return this.service.adjust(caller, input);
  }

  @ResolveField(() => Boolean, { description: 'The stock has fallen to lowAt or below' })
  isLow(@Parent() part: SparePart): boolean {
    return isLow(part);
  }

  @ResolveField(() => StockMovementConnection, {
    description: 'Why the stock is what it is, the newest first',
  })
  movements(@Parent() part: SparePart, @Args() page: ConnectionArgs) {
    return this.service.movements(part, page);
  }
}
