import { Args, Float, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Fen, Month } from '@zhishou/platform/graphql/scalars';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import { parseFraction } from '@zhishou/rules/fraction';
import { settlementRolesFor } from '@zhishou/rules/settlement/settlement-life';
import { Instalment } from '../instalment/instalment.entity.js';
import { InstalmentService } from '../instalment/instalment.service.js';
import { shown } from '../sheet/score.types.js';
import { Settlement } from './settlement.entity.js';
import { SettlementArgs, SettlementBaseInput } from './settlement.inputs.js';
import { SettlementService } from './settlement.service.js';
import { SETTLEMENTS } from './settlement.table.js';

const money = (fen: number | undefined): bigint | null => (fen === undefined ? null : BigInt(fen));

@Resolver(() => Settlement)
export class SettlementResolver {
  constructor(
    private readonly settlements: SettlementService,
    private readonly instalmentsOf: InstalmentService,
    private readonly clock: DatabaseClock,
  ) {}

  @Query(() => Settlement, {
    description: 'What the contract comes to: a forecast by the months confirmed so far until it is settled',
  })
  @Allow(...READERS)
  settlement(@Args() { contractId }: SettlementArgs): Promise<Settlement> {
    return this.settlements.opened(contractId);
  }

  @Mutation(() => Settlement, {
    description: 'Approves that the remuneration is computed from less than the price of the contract',
  })
  @Allow(...settlementRolesFor('approveSettlementBase'))
  approveSettlementBase(
    @CurrentCaller() caller: Caller,
    @Args('input') input: SettlementBaseInput,
  ): Promise<Settlement> {
    return this.settlements.approveBase(caller, input);
  }

  @ResolveField(() => Fen, { description: 'The price of the contract' })
  total(@Parent() { process }: Settlement): bigint {
    return BigInt(process.total);
  }

  @ResolveField(() => Fen, {
    description: 'What the remuneration is computed from: the price, or less where approved',
  })
  base(@Parent() { process }: Settlement): bigint {
    return BigInt(process.base ?? process.total);
  }

  @ResolveField(() => [Month], {
    description: 'The months whose scores are confirmed, which the numbers rest on',
  })
  async confirmedMonths(@Parent() settlement: Settlement): Promise<string[]> {
    return (await this.settlements.reckoning(settlement)).confirmed;
  }

  @ResolveField(() => [Month], {
    description: 'The months whose scores are still to be confirmed; it is settled when there is none',
  })
  async unconfirmedMonths(@Parent() settlement: Settlement): Promise<string[]> {
    return (await this.settlements.reckoning(settlement)).unconfirmed;
  }

  @ResolveField(() => Float, {
    nullable: true,
    description: 'The mean performance of the months confirmed, cut to two digits; null before the first',
  })
  async performance(@Parent() settlement: Settlement): Promise<number | null> {
    const { amounts } = await this.settlements.reckoning(settlement);
    return amounts && shown(parseFraction(amounts.performance));
  }

  @ResolveField(() => Float, {
    nullable: true,
    description: 'The mean service of the months confirmed, cut to two digits; null before the first',
  })
  async service(@Parent() settlement: Settlement): Promise<number | null> {
    const { amounts } = await this.settlements.reckoning(settlement);
    return amounts && shown(parseFraction(amounts.service));
  }

  @ResolveField(() => Fen, {
    nullable: true,
    description:
      'Base × performance/100 × service/100, rounded half up once; null before a month is confirmed',
  })
  async remuneration(@Parent() settlement: Settlement): Promise<bigint | null> {
    return money((await this.settlements.reckoning(settlement)).amounts?.remuneration);
  }

  @ResolveField(() => Fen, {
    nullable: true,
    description: 'Price less remuneration, taken from the last instalment',
  })
  async deduction(@Parent() settlement: Settlement): Promise<bigint | null> {
    return money((await this.settlements.reckoning(settlement)).amounts?.deduction);
  }

  @ResolveField(() => Fen, {
    nullable: true,
    description: 'What of the deduction the last instalment cannot bear, which the provider owes',
  })
  async recoverable(@Parent() settlement: Settlement): Promise<bigint | null> {
    return money((await this.settlements.reckoning(settlement)).amounts?.recoverable);
  }

  @ResolveField(() => [Instalment], { description: 'In their order' })
  instalments(@Parent() { id }: Settlement): Promise<Instalment[]> {
    return this.instalmentsOf.ofContract(id);
  }

  @ResolveField(() => [String], { description: 'Names of the mutations the caller may call on it now' })
  async allowedActions(
    @Parent() { process }: Settlement,
    @CurrentCaller() caller: Caller,
  ): Promise<string[]> {
    return SETTLEMENTS.allowed(process, { id: caller.personId, role: caller.role }, await this.clock.now());
  }
}
