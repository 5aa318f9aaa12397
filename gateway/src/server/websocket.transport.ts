import { DisposableSymbols } from '@graphql-hive/gateway-runtime';
import type { Executor, Transport } from '@graphql-mesh/transport-common';
import { GraphQLError, print } from 'graphql';
import type { ExecutionResult, FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import { createClient } from 'graphql-ws';
import type { Client } from 'graphql-ws';
import { mapAsyncIterator } from 'graphql-yoga';
import { WebSocket } from 'ws';

type Values = Record<string, unknown>;

/**
 * Subscriptions to a subgraph, each over a connection of its own that carries the upstream headers as connection
 * parameters. When the connection breaks the subscription ends: the stock transport reconnects five times in silence,
 * and whatever happened in between is lost without anybody knowing. It also logs connection parameters.
 */
export const webSocketTransport: Transport = {
  getSubgraphExecutor({ transportEntry }) {
    const url = (transportEntry.location ?? '').replace(/^http/, 'ws');
    const open = new Set<Client>();
    const execute: Executor = (request) => {
      const client = createClient({
        url,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: request.extensions?.headers as Values,
      });
      open.add(client);
      client.on('closed', () => open.delete(client));
      const events = client.iterate<ExecutionResult['data'] & object, ExecutionResult['extensions'] & object>(
        {
          query: print(request.document),
          variables: request.variables,
          operationName: request.operationName,
        },
      );
      return mapAsyncIterator(events, revive, refusedOrBroken) as never;
    };
    const dispose = async () => {
      await Promise.all([...open].map(async (client) => client.dispose()));
    };
    return Object.assign(execute, { [DisposableSymbols.asyncDispose]: dispose });
  },
};

// Over a WebSocket errors arrive as plain objects, where everything else here knows them by their class.
function revive({ errors, ...event }: FormattedExecutionResult): ExecutionResult {
  return errors === undefined ? event : { ...event, errors: errors.map(toError) };
}

// A subgraph refuses a subscription with a list of errors; anything else is the connection.
function refusedOrBroken(error: unknown): ExecutionResult {
  if (!Array.isArray(error)) throw error;
  return { errors: (error as GraphQLFormattedError[]).map(toError) };
}

function toError({ message, path, extensions }: GraphQLFormattedError): GraphQLError {
  return new GraphQLError(message, { path, extensions });
}
