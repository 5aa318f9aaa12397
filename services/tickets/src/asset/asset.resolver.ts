import { Args, Parent, Query, ResolveField, Resolver, ResolveReference } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { ConnectionArgs, connectionOf, Filter } from '@zhishou/platform/graphql/connection';
import { TicketOrder } from '../ticket/ticket.inputs.js';
import { TicketConnection } from '../ticket/ticket.resolver.js';
import { TicketService } from '../ticket/ticket.service.js';
import { Asset } from './asset.entity.js';
import { AssetArgs, AssetFilter } from './asset.inputs.js';
import { AssetService } from './asset.service.js';

const AssetConnection = connectionOf(Asset);

@Resolver(() => Asset)
export class AssetResolver {
  constructor(
    private readonly service: AssetService,
    private readonly ticketService: TicketService,
  ) {}

  @Query(() => AssetConnection, { description: 'All equipment of the contract, in the order of its lists' })
  @Allow(...READERS)
  assets(@Args() page: ConnectionArgs, @Filter(() => AssetFilter) filter?: AssetFilter) {
    return this.service.list(filter ?? {}, page);
  }

  @Query(() => Asset, {
    nullable: true,
    description: 'By its id or its code, one of the two; null where there is none',
  })
  @Allow(...READERS)
  asset(@Args() by: AssetArgs): Promise<Asset | null> {
    return this.service.one(by);
  }

  @ResolveReference()
  reference(reference: { id?: string; code?: string }): Promise<Asset | null> {
    return this.service.one(reference);
  }

  @ResolveField(() => TicketConnection, { description: 'Of those you may see, the newest first' })
  tickets(@Parent() asset: Asset, @CurrentCaller() caller: Caller, @Args() page: ConnectionArgs) {
    return this.ticketService.list(caller, { assetCode: asset.code }, TicketOrder.NEWEST_FIRST, page);
  }
}
