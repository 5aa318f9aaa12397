import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { GraphQLError, Kind, OperationTypeNode, getOperationAST } from 'graphql';
import type { ExecutionArgs, ExecutionResult, FragmentDefinitionNode } from 'graphql';
import { isAsyncIterable, mapAsyncIterator } from 'graphql-yoga';
import { complete, missingValue } from './answer.completion.js';
import type { ClientContext } from './client.context.js';

/** Puts right what Hive's executor leaves undone in an answer, or in every event of a subscription. */
export function answerPlugin(): GatewayPlugin<object, ClientContext> {
  return {
    onSubgraphExecute: ({ executionRequest }) =>
      // An event without data leaves the one before in place: that one would be sent again.
      executionRequest.operationType === OperationTypeNode.SUBSCRIPTION ? forgetTheEventBefore : undefined,
    onExecute: ({ args }) => ({
      onExecuteDone({ result, setResult }) {
        if (!isAsyncIterable(result)) setResult(repaired(args, result));
      },
    }),
    onSubscribe: ({ args }) => ({
      onSubscribeResult({ result, setResult }) {
        if (!isAsyncIterable(result)) setResult(repaired(args, result));
        else setResult(mapAsyncIterator(result, (event) => repaired(args, withOwnErrors(event))));
      },
    }),
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

function repaired(
  { schema, document, operationName }: ExecutionArgs,
  result: ExecutionResult,
): ExecutionResult {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!root) return result;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const { data, missing } = complete({ schema, fragments }, root, operation.selectionSet, result.data);
  const errors = result.errors?.length ? result.errors.map(withoutInnerPath) : missing.map(missingValue);
  return { ...result, data, ...(errors.length > 0 && { errors }) };
}

// Where an entity fetch fails as a whole, its error sits at the fetch's own field.
function withoutInnerPath(error: GraphQLError): GraphQLError {
  if (!/^(_entities|_e\d+)$/.test(String(error.path?.[0]))) return error;
  return new GraphQLError(error.message, {
    extensions: error.extensions,
    originalError: error.originalError,
  });
}
