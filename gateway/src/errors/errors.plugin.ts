import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { Logger } from '@zhishou/platform/log';
import { GraphQLError } from 'graphql';
import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, mapAsyncIterator } from 'graphql-yoga';
import { clientIn } from '../client/client.context.js';
import type { ClientContext } from '../client/client.context.js';
import { internalError, isPublic, strip } from './public-error.js';

/**
 * The last door: nothing leaves but the codes clients know. Subgraphs' errors are public by now; what is left is the
 * gateway's own refusals (syntax, validation, HTTP) and what went wrong in it.
 */
export function errorsPlugin(logger: Logger): GatewayPlugin<object, ClientContext> {
  const publish = (result: ExecutionResult, context: unknown): ExecutionResult => {
    if (!result.errors?.length) return result;
    const { requestId } = clientIn(context);
    const errors = result.errors.map((error) => publicError(error, requestId, logger));
    return { ...result, errors: isOverWebSocket(context) ? errors.map((error) => strip(error)) : errors };
  };
  return {
    onExecutionResult(operation) {
      const { result, context } = operation;
      if (isAsyncIterable(result))
        operation.setResult(mapAsyncIterator(result, (event) => publish(event, context)));
      else if (result) operation.setResult(publish(result, context));
    },
    // for requests refused before they were operations
    onResultProcess(response) {
      const { result, serverContext } = response;
      if (!isAsyncIterable(result) && !Array.isArray(result))
        response.setResult(publish(result, serverContext));
    },
  };
}

// An error's HTTP status and headers are taken off it on the way out over HTTP only.
function isOverWebSocket(context: unknown): boolean {
  return typeof context === 'object' && context !== null && 'connectionParams' in context;
}

function publicError(error: GraphQLError, requestId: string, logger: Logger): GraphQLError {
  if (isPublic(error)) return error;
  const { http } = error.extensions;
  const isRefusal = http?.status !== undefined && http.status >= 400 && http.status < 500;
  if (!isRefusal) {
    logger.error({ err: error.originalError ?? error, requestId }, 'operation failed');
    return internalError(requestId, error.path);
  }
  const { fields } = error.extensions;
  return new GraphQLError(error.message, {
    extensions: { ...(fields !== undefined && { fields }), code: 'BAD_USER_INPUT', http },
  });
}
