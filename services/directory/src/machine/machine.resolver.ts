import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { ConnectionArgs, connectionOf, Filter } from '@zhishou/platform/graphql/connection';
import type { Connection } from '@zhishou/platform/graphql/connection';
import { Person } from '../person/person.entity.js';
import { PersonService } from '../person/person.service.js';
import { MachineAccount } from './machine-account.entity.js';
import { MachineService } from './machine.service.js';
import {
  MachineAccountFilter,
  MachineAccountInput,
  MachineCredentials,
  RegisterMachineAccountInput,
} from './machine.types.js';

const MachineAccountConnection = connectionOf(MachineAccount);

@Resolver(() => MachineAccount)
export class MachineResolver {
  constructor(
    private readonly service: MachineService,
    private readonly people: PersonService,
  ) {}

  @Query(() => MachineAccountConnection, { description: 'Accounts of programs, newest first' })
  @Allow('BUREAU_ADMIN', 'AUDITOR')
  machineAccounts(
    @Args() page: ConnectionArgs,
    @Filter(() => MachineAccountFilter) filter?: MachineAccountFilter,
  ): Connection<MachineAccount> {
    return this.service.list(filter ?? {}, page);
  }

  @Mutation(() => MachineCredentials, { description: 'Lets a program in, by POST /oauth/token' })
  @Allow('BUREAU_ADMIN')
  registerMachineAccount(
    @Args('input') input: RegisterMachineAccountInput,
    @CurrentCaller() caller: Caller,
  ): Promise<MachineCredentials> {
    return this.service.register(input, caller);
  }

  @Mutation(() => MachineCredentials, { description: 'The old secret is good no more' })
  @Allow('BUREAU_ADMIN')
  replaceMachineSecret(
    @Args('input') input: MachineAccountInput,
    @CurrentCaller() caller: Caller,
  ): Promise<MachineCredentials> {
    return this.service.replaceSecret(input, caller);
  }

  @Mutation(() => MachineAccount, { description: 'For good, and at once' })
  @Allow('BUREAU_ADMIN')
  endMachineAccount(
    @Args('input') input: MachineAccountInput,
    @CurrentCaller() caller: Caller,
  ): Promise<MachineAccount> {
    return this.service.end(input, caller);
  }

  @ResolveField(() => Person, { description: 'As whom it acts; its name and role' })
  person(@Parent() { personId }: MachineAccount): Promise<Person | null> {
    return this.people.find(personId);
  }
}
