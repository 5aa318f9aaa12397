import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { Logger } from '@zhishou/platform/log';
import { OperationTypeNode } from 'graphql';
import type { GraphQLError } from 'graphql';
import { isAsyncIterable, mapAsyncIterator } from 'graphql-yoga';
import { clientIn, upstreamHeaders } from '../client/client.context.js';
import type { ClientContext } from '../client/client.context.js';
import { publicUpstreamError } from './upstream-error.js';

/** Sends the client's headers to the subgraph, and lets out of the subgraph's errors only what a client may see. */
export function upstreamPlugin(logger: Logger): GatewayPlugin<object, ClientContext> {
  return {
    onSubgraphExecute(execution) {
      const { executionRequest, subgraphName, executor } = execution;
      const client = clientIn(executionRequest.context);
      const sent = executionRequest.operationType ?? OperationTypeNode.QUERY;
      const translate = (error: unknown) =>
        publicUpstreamError(error, { client, subgraph: subgraphName, sent, logger });
      const clean = <R extends { errors?: readonly GraphQLError[] }>(result: R): R =>
        result.errors?.length ? { ...result, errors: result.errors.map(translate) } : result;
      const failed = (error: unknown) => ({ errors: [translate(error)] });

      const settled: typeof executor = async (request) => {
        const extensions = { ...request.extensions, headers: upstreamHeaders(client) };
        try {
          const result = await executor({ ...request, extensions });
          return isAsyncIterable(result) ? mapAsyncIterator(result, clean, failed) : clean(result);
        } catch (error) {
          return failed(error);
        }
      };
      execution.setExecutor(settled);
    },
  };
}
