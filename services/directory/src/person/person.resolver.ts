import { Args, ID, Mutation, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Allow, AllowEnrolling, AllowSignedIn } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { notFound } from '@zhishou/platform/errors';
import { ConnectionArgs, connectionOf, Filter } from '@zhishou/platform/graphql/connection';
import type { Connection } from '@zhishou/platform/graphql/connection';
import { assertId } from '@zhishou/platform/ids';
import { Contact } from './contact.entity.js';
import { Person } from './person.entity.js';
import { CreatePersonInput, PersonFilter, UpdatePersonInput } from './person.inputs.js';
import { PersonService } from './person.service.js';

const PersonConnection = connectionOf(Person);

@Resolver(() => Person)
export class PersonResolver {
  constructor(private readonly service: PersonService) {}

  @Query(() => Person, {
    description: 'Who is calling; open also before the NDA is signed or a second factor is set up',
  })
  @AllowEnrolling()
  async me(@CurrentCaller() caller: Caller): Promise<Person> {
    const person = await this.service.find(caller.personId);
    if (!person) throw notFound('Your account');
    return person;
  }

  @Query(() => Person, { nullable: true, description: 'One person; null where there is none of that id' })
  @Allow(...READERS)
  person(@Args('id', { type: () => ID, description: 'Such as psn_…' }) id: string): Promise<Person | null> {
    return this.service.find(assertId('psn', id, 'id'));
  }

  @Query(() => PersonConnection, {
    description: 'Everybody, the deactivated too, in the order of their user names',
  })
  @Allow(...READERS)
  people(
    @Args() args: ConnectionArgs,
    @Filter(() => PersonFilter) filter?: PersonFilter,
  ): Connection<Person> {
    return this.service.list(filter ?? {}, args);
  }

  @Mutation(() => Person, {
    description: 'Lets somebody in; a person of the provider has still to sign the NDA',
  })
  @Allow('BUREAU_ADMIN')
  createPerson(@Args('input') input: CreatePersonInput, @CurrentCaller() caller: Caller): Promise<Person> {
    return this.service.create(input, caller);
  }

  @Mutation(() => Person, {
    description: 'Changes a person. CONFLICT for your own role or deactivation: another admin does that',
  })
  @Allow('BUREAU_ADMIN')
  updatePerson(@Args('input') input: UpdatePersonInput, @CurrentCaller() caller: Caller): Promise<Person> {
    return this.service.update(input, caller);
  }

  @ResolveField(() => [Contact], { nullable: true, description: 'null where you may not see them' })
  @AllowSignedIn()
  contacts(@Parent() person: Person, @CurrentCaller() caller: Caller): Promise<Contact[] | null> {
    return this.service.contactsOf(person, caller);
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }): Promise<Person | null> {
    return this.service.find(id);
  }
}
