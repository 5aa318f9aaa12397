import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Person } from '../person/person.entity.js';
import { PersonService } from '../person/person.service.js';
import { DutyGap } from './duty-gap.entity.js';

@Resolver(() => DutyGap)
export class DutyGapResolver {
  constructor(private readonly people: PersonService) {}

  @ResolveField(() => Person, { description: 'who was on duty then' })
  @Allow(...READERS)
  person(@Parent() { personId }: DutyGap): Promise<Person | null> {
    return this.people.find(personId);
  }
}
