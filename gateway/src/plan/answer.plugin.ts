import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { ExecutionArgs, ExecutionResult, GraphQLSchema } from 'graphql';
import { isAsyncIterable, mapAsyncIterator } from 'graphql-yoga';
import { complete, missingValue } from './answer.completion.js';
import type { ClientContext } from '../client/client.context.js';
import { createPlainOperations } from './plain.operation.js';
import type { PlainOperation } from './plain.operation.js';
import { clientPath } from './response.name.js';

type Run = (args: ExecutionArgs) => unknown;

/** Has Hive plan and run the plain form of every operation, and makes the client's answer, or events, of what it gives. */
export function answerPlugin(): GatewayPlugin<object, ClientContext> {
  const plainOf = createPlainOperations();
  const inPlain =
    (run: Run): Run =>
    async (args) => {
      const plain = plainOf(args);
      if (plain instanceof GraphQLError) return { errors: [plain] };
      const { document, definition } = plain;
      const result = await run({ ...args, document, operationName: definition.name?.value });
      return isAsyncIterable<ExecutionResult>(result)
        ? mapAsyncIterator(result, (event) => answerOf(args.schema, plain, withOwnErrors(event)))
        : answerOf(args.schema, plain, result as ExecutionResult);
    };
  return {
    onSubgraphExecute: ({ executionRequest }) =>
      // An event without data leaves the one before in place: that one would be sent again.
      executionRequest.operationType === OperationTypeNode.SUBSCRIPTION ? forgetTheEventBefore : undefined,
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn(inPlain(executeFn as Run));
    },
    onSubscribe({ subscribeFn, setSubscribeFn }) {
      setSubscribeFn(inPlain(subscribeFn as Run));
    },
  };
}

function forgetTheEventBefore() {
  return {
    onNext(event: { result: ExecutionResult; setResult: (result: ExecutionResult) => void }) {
      if (event.result.data == null) event.setResult({ ...event.result, data: {} });
    },
  };
}

// All events of a subscription share one list of errors, which only grows: take what is new.
function withOwnErrors(event: ExecutionResult): ExecutionResult {
  const shared = event.errors as GraphQLError[] | undefined;
  return shared === undefined ? event : { ...event, errors: shared.splice(0) };
}

function answerOf(
  schema: GraphQLSchema,
  { definition }: PlainOperation,
  result: ExecutionResult,
): ExecutionResult {
  const root = schema.getRootType(definition.operation);
  if (!root) return result;
  const { data, missing } = complete(schema, root, definition.selectionSet, result.data);
  const errors = result.errors?.length ? result.errors.map(atClientPath) : missing.map(missingValue);
  return { ...result, data, ...(errors.length > 0 && { errors }) };
}

// Where an entity fetch fails as a whole, its error sits at the fetch's own field.
function atClientPath(error: GraphQLError): GraphQLError {
  const isInner = /^(_entities|_e\d+)$/.test(String(error.path?.[0]));
  return new GraphQLError(error.message, {
    path: error.path && !isInner ? clientPath(error.path) : undefined,
    extensions: error.extensions,
    originalError: error.originalError,
  });
}
