import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { Fen } from '@zhishou/platform/graphql/scalars';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import { dayEnd, dayStart } from '@zhishou/rules/month';
import { paidOf, standingOfCase } from '@zhishou/rules/settlement/instalment-case';
import { instalmentRolesFor } from '@zhishou/rules/settlement/instalment-life';
import { SettlementService } from '../settlement/settlement.service.js';
import { Instalment } from './instalment.entity.js';
import { PaymentApplicationInput, PaymentDocumentInput, PaymentInput } from './instalment.inputs.js';
import { InstalmentService } from './instalment.service.js';
import { INSTALMENTS } from './instalment.table.js';
import { payableOf } from './payable.js';

@Resolver(() => Instalment)
export class InstalmentResolver {
  constructor(
    private readonly service: InstalmentService,
    private readonly settlements: SettlementService,
    private readonly clock: DatabaseClock,
  ) {}

  @Mutation(() => Instalment, {
    description: 'Records a document that was received for an instalment; with the last one its term begins',
  })
  @Allow(...instalmentRolesFor('recordPaymentDocument'))
  recordPaymentDocument(
    @CurrentCaller() caller: Caller,
    @Args('input') input: PaymentDocumentInput,
  ): Promise<Instalment> {
    return this.service.receive(caller, input);
  }

  @Mutation(() => Instalment, {
    description: 'Records that the bureau has applied for the payment, which keeps the term',
  })
  @Allow(...instalmentRolesFor('applyForPayment'))
  applyForPayment(
    @CurrentCaller() caller: Caller,
    @Args('input') input: PaymentApplicationInput,
  ): Promise<Instalment> {
    return this.service.apply(caller, input);
  }

  @Mutation(() => Instalment, { description: 'Records a payment; with the last fen the instalment is paid' })
  @Allow(...instalmentRolesFor('recordPayment'))
  recordPayment(@CurrentCaller() caller: Caller, @Args('input') input: PaymentInput): Promise<Instalment> {
    return this.service.pay(caller, input);
  }

  @ResolveField(() => Fen, { description: 'Its share of the price, before any deduction' })
  gross(@Parent() { process }: Instalment): bigint {
    return BigInt(process.gross);
  }

  @ResolveField(() => Fen, {
    description: 'What is to be paid; of the last one, before the contract is settled, as it looks now',
  })
  async payable(@Parent() instalment: Instalment): Promise<bigint> {
    const amounts = instalment.process.amounts
      ? null
      : await this.settlements.amountsOf(instalment.contractId);
    return BigInt(payableOf(instalment, amounts));
  }

  @ResolveField(() => Fen, { description: 'What was paid of it' })
  paid(@Parent() { process }: Instalment): bigint {
    return BigInt(paidOf(process));
  }

  @ResolveField(() => [String], { description: 'Kinds of the documents still to be handed in' })
  missingDocuments(@Parent() { process }: Instalment): string[] {
    return process.state === 'NOT_OPEN' ? [...process.rules.wanted] : standingOfCase(process).missing;
  }

  @ResolveField(() => Date, {
    nullable: true,
    description: 'The first day on which it may be paid; null: not known yet',
  })
  opensAt(@Parent() { process }: Instalment): Date | null {
    return process.amounts && new Date(dayStart(process.amounts.opensOn));
  }

  @ResolveField(() => Date, {
    nullable: true,
    description:
      'The end of the last day on which the bureau applies in time; null while the term does not run',
  })
  payBy(@Parent() { process }: Instalment): Date | null {
    const { payBy } = standingOfCase(process);
    return payBy === null ? null : new Date(dayEnd(payBy));
  }

  @ResolveField(() => Date, {
    nullable: true,
    description: 'The day on which the bureau applied for its payment',
  })
  appliedAt(@Parent() { process: { appliedOn } }: Instalment): Date | null {
    return appliedOn === null ? null : new Date(dayStart(appliedOn));
  }

  @ResolveField(() => Date, { nullable: true, description: 'The day on which the last of it was paid' })
  paidAt(@Parent() { process: { state, payments } }: Instalment): Date | null {
    const last = payments.at(-1);
    return state === 'PAID' && last ? new Date(dayStart(last.paidOn)) : null;
  }

  @ResolveField(() => [String], { description: 'Names of the mutations the caller may call on it now' })
  async allowedActions(
    @Parent() { process }: Instalment,
    @CurrentCaller() caller: Caller,
  ): Promise<string[]> {
    return INSTALMENTS.allowed(process, { id: caller.personId, role: caller.role }, await this.clock.now());
  }
}
