import { Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import { breachedAt } from '@zhishou/rules/clock';
import { Measure } from './measure.entity.js';
import { MEASURES } from './measure.table.js';

/** What of a measure follows from its case. */
@Resolver(() => Measure)
export class MeasureFieldsResolver {
  constructor(private readonly clock: DatabaseClock) {}

  @ResolveField(() => PersonRef, { description: 'Who is to do it' })
  responsible(@Parent() { responsibleId }: Measure): PersonRef {
    return { id: responsibleId };
  }

  @ResolveField(() => PersonRef, { description: 'Who added it' })
  addedBy(@Parent() { addedById }: Measure): PersonRef {
    return { id: addedById };
  }

  @ResolveField(() => Int, { description: '1 at first, one more whenever it was sent back' })
  round(@Parent() { process }: Measure): number {
    return process.round;
  }

  @ResolveField(() => PersonRef, { nullable: true, description: 'Who said that it is done' })
  doneBy(@Parent() { process: { doneById } }: Measure): PersonRef | null {
    return doneById === null ? null : { id: doneById };
  }

  @ResolveField(() => Date, { nullable: true, description: 'When it was done; null once it is sent back' })
  doneAt(@Parent() { process: { doneAt } }: Measure): Date | null {
    return doneAt === null ? null : new Date(doneAt);
  }

  @ResolveField(() => Date, { nullable: true, description: 'When its day was missed; done later or not' })
  async overdueAt(@Parent() { process }: Measure): Promise<Date | null> {
    const at = breachedAt(process.clocks[0]!, await this.clock.now());
    return at === null ? null : new Date(at);
  }

  @ResolveField(() => [String], { description: 'Names of the mutations the caller may call on it now' })
  async allowedActions(@Parent() { process }: Measure, @CurrentCaller() caller: Caller): Promise<string[]> {
    return MEASURES.allowed(process, { id: caller.personId, role: caller.role }, await this.clock.now());
  }
}
