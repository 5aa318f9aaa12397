import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import {
  Field,
  GraphQLSchemaBuilderModule,
  GraphQLSchemaFactory,
  ObjectType,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { Allow, AllowPublic } from './allow.decorator.js';
import { guardSchema } from './guard-schema.js';

@ObjectType()
@AllowPublic()
class Thing {
  @Field(() => String)
  price!: string;
}

@Resolver(() => Thing)
class ThingResolver {
  @Query(() => Thing)
  @AllowPublic()
  thing(): Thing {
    return { price: '1' };
  }

  @ResolveField(() => String)
  @Allow('BUREAU_ADMIN')
  price(): string {
    return '2';
  }
}

it('a rule that Nest would drop in silence fails the boot', async () => {
  const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  const schema = await app.get(GraphQLSchemaFactory).create([ThingResolver]);
  expect(() => guardSchema(schema)).toThrow(/ThingResolver\.price: its access rule is lost/);
  await app.close();
});
