import { Args, Resolver, Subscription } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Cycle } from '../cycle/cycle.entity.js';
import { CycleService } from '../cycle/cycle.service.js';
import { type AskedMonth, MonthArgs } from '@zhishou/platform/contract/month.inputs';
import { type CycleChange, CycleFeed } from './cycle-feed.js';

@Resolver()
export class LiveResolver {
  constructor(
    private readonly feed: CycleFeed,
    private readonly cycles: CycleService,
  ) {}

  @Subscription(() => Cycle, {
    description:
      "Every change of a month's inspection: of itself, its plan, its visits and what they turn up",
    filter(this: LiveResolver, { cycleId }: CycleChange, asked: AskedMonth) {
      return cycleId === this.cycles.idOf(asked);
    },
    resolve(this: LiveResolver, { cycleId }: CycleChange) {
      return this.cycles.byId(cycleId);
    },
  })
  @Allow(...READERS)
  inspectionCycleChanged(@Args() asked: MonthArgs) {
    this.cycles.idOf(asked);
    return this.feed.of('cycle');
  }
}
