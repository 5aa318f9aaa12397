import { createParamDecorator } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { GraphqlContext } from '../graphql/graphql-context.js';
import type { Caller } from './caller.js';

/** The verified caller; only for fields whose rule asks for one. */
export const CurrentCaller = createParamDecorator((_data: unknown, context): Caller => {
  return GqlExecutionContext.create(context).getContext<GraphqlContext>().caller as Caller;
});
