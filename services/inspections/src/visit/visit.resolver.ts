import { Args, ID, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { assertId } from '@zhishou/platform/ids';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import type { Day } from '@zhishou/rules/month';
import { Asset } from '../asset/asset.entity.js';
import { RecordService } from '../record/record.service.js';
import { toVisitRecord, VisitRecordType } from '../record/record.type.js';
import { CheckEntry } from './check-entry.entity.js';
import { Visit } from './visit.entity.js';
import { VisitService } from './visit.service.js';
import { VISITS } from './visit.table.js';

@Resolver(() => Visit)
export class VisitResolver {
  constructor(
    private readonly visits: VisitService,
    private readonly filed: RecordService,
    private readonly clock: DatabaseClock,
  ) {}

  @Query(() => Visit, { nullable: true, description: 'One visit; null where there is none of that id' })
  @Allow(...READERS)
  visit(@Args('id', { type: () => ID, description: 'Such as vst_…' }) id: string): Promise<Visit | null> {
    return this.visits.find(assertId('vst', id, 'id'));
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }): Promise<Visit | null> {
    return this.visits.find(id);
  }

  @ResolveField(() => String, {
    description:
      'The day in Asia/Shanghai, such as 2026-07-12: on which it was made, as its last record says; the planned one before',
  })
  date(@Parent() visit: Visit): Promise<Day> {
    return this.visits.dayOf(visit);
  }

  @ResolveField(() => [Asset], { description: 'The equipment to be inspected, in the order of the plan' })
  assets(@Parent() { assetCodes }: Visit): Asset[] {
    return assetCodes.map((code) => ({ code }));
  }

  @ResolveField(() => [CheckEntry], { description: 'What was found the last time it was recorded' })
  results(@Parent() visit: Visit): Promise<CheckEntry[]> {
    return this.visits.results(visit.id);
  }

  @ResolveField(() => [VisitRecordType], {
    description: 'Every record that was filed, the first round first',
  })
  async records(@Parent() { id }: Visit): Promise<VisitRecordType[]> {
    return (await this.filed.ofVisit(id)).map(toVisitRecord);
  }

  @ResolveField(() => PersonRef, { description: 'Who makes it' })
  engineer(@Parent() visit: Visit): PersonRef {
    return { id: visit.engineerId };
  }

  @ResolveField(() => PersonRef, {
    nullable: true,
    description: 'Who of the bureau signed its record; null until then',
  })
  signedBy(@Parent() visit: Visit): PersonRef | null {
    return visit.signedById === null ? null : { id: visit.signedById };
  }

  @ResolveField(() => [String], { description: 'Names of the mutations the caller may call on it now' })
  async allowedActions(@Parent() { process }: Visit, @CurrentCaller() caller: Caller): Promise<string[]> {
    return VISITS.allowed(process, { id: caller.personId, role: caller.role }, await this.clock.now());
  }
}
