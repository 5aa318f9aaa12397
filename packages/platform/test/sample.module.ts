import { Module } from '@nestjs/common';
import {
  Args,
  Directive,
  Field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
  Subscription,
} from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { DataSource } from 'typeorm';
import { Allow, AllowPublic, AllowSignedIn } from '../src/auth/allow.decorator.js';
import type { Caller } from '../src/auth/caller.js';
import { CurrentCaller } from '../src/auth/current-caller.decorator.js';
import { BUREAU_DECIDERS, READERS } from '../src/auth/roles.js';
import { ChassisModule } from '../src/chassis.module.js';
import { currentRequestId } from '../src/context.js';
import { inTransaction } from '../src/db/transaction.js';
import { forbidden } from '../src/errors.js';
import { Fen, Month } from '../src/graphql/scalars.js';
import { subgraphModule } from '../src/graphql/subgraph.module.js';
import { OptionalText, RequiredText } from '../src/graphql/text.decorator.js';

@ObjectType()
@Directive('@key(fields: "id")')
@Allow(...READERS)
class Thing {
  @Field(() => ID)
  id!: string;

  @Field(() => Date)
  madeAt!: Date;

  @Field(() => Month)
  month!: string;

  @Field(() => Fen)
  price!: bigint;
}

@InputType()
class PartInput {
  @RequiredText(5)
  name!: string;
}

@InputType()
class MakeInput {
  @RequiredText(10)
  title!: string;

  @OptionalText(10)
  note?: string;

  @Field(() => Date, { nullable: true })
  at?: Date;

  @Field(() => [PartInput])
  @ValidateNested({ each: true })
  @Type(() => PartInput)
  parts!: PartInput[];
}

const thing: Thing = { id: 'a', madeAt: new Date(0), month: '2026-07', price: 12n };

/** Two ticks; the second waits until a test lets it go. */
export const secondTick = { release: (): void => undefined };

@Resolver(() => Thing)
class ThingResolver {
  constructor(private readonly dataSource: DataSource) {}

  @Query(() => Thing)
  @Allow(...READERS)
  thing(): Thing {
    return thing;
  }

  @Query(() => [Thing])
  @Allow(...READERS)
  things(): Thing[] {
    return [thing, { ...thing, id: 'b' }, { ...thing, id: 'c' }];
  }

  @Query(() => String)
  @AllowSignedIn()
  me(@CurrentCaller() caller: Caller): string {
    return caller.name;
  }

  @Query(() => String)
  @AllowPublic()
  requestId(): string {
    return String(currentRequestId());
  }

  @Query(() => String)
  @AllowPublic()
  async crash(): Promise<string> {
    await this.dataSource.query('SELECT 1 FROM no_such_table');
    return '';
  }

  @Mutation(() => String)
  @AllowPublic()
  make(@Args('input') input: MakeInput): string {
    return JSON.stringify(input);
  }

  /** Loses the database while it is read, after something was changed or before. */
  @Mutation(() => String)
  @AllowPublic()
  async lose(@Args('changed') changed: boolean): Promise<string> {
    if (changed) await inTransaction(this.dataSource, (manager) => manager.query('SELECT 1'));
    return this.dataSource.query('SELECT pg_terminate_backend(pg_backend_pid())');
  }

  @Mutation(() => String)
  @Allow(...READERS)
  take(@Args('id') _id: string): string {
    throw forbidden('This thing is not yours');
  }

  @ResolveField(() => String)
  @Allow(...BUREAU_DECIDERS)
  secret(@Parent() parent: Thing): string {
    return `secret of ${parent.id}`;
  }

  @Subscription(() => String)
  @Allow(...READERS)
  async *ticks(): AsyncGenerator<{ ticks: string }> {
    yield { ticks: String(currentRequestId()) };
    await new Promise<void>((resolve) => (secondTick.release = resolve));
    yield { ticks: 'second' };
  }
}

@Module({
  imports: [
    ChassisModule.forService({ process: 'sample', service: 'sample', entities: [] }),
    subgraphModule(),
  ],
  providers: [ThingResolver],
})
export class SampleModule {}
