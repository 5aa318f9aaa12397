import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { Logger } from '@zhishou/platform/log';
import { Kind, getOperationAST } from 'graphql';
import type { DocumentNode, ExecutionResult } from 'graphql';
import { isAsyncIterable, mapAsyncIterator } from 'graphql-yoga';
import { clientIn } from './client/client.context.js';
import type { Client, ClientContext } from './client/client.context.js';

/**
 * One line for each operation when it has ended: kind, name, how long, error codes, request id. Never its text, its
 * variables or a token. A subscription's line tells how many events it sent.
 */
export function operationLogPlugin(logger: Logger): GatewayPlugin<object, ClientContext> {
  const startedAt = new WeakMap<Client, number>();
  const write = (client: Client, codes: Set<unknown>, more: { events?: number } = {}) => {
    const { requestId, operation } = client;
    const ms = Math.round(performance.now() - (startedAt.get(client) ?? NaN));
    const errors = codes.size > 0 ? [...codes] : undefined;
    logger.info(
      { requestId, kind: operation?.type, operation: operation?.name, ms, errors, ...more },
      'operation',
    );
  };
  return {
    onParams({ context }) {
      startedAt.set(clientIn(context), performance.now());
    },
    onParse() {
      return ({ context, result }) => {
        const { operationName } = (context as { params?: { operationName?: string } }).params ?? {};
        const operation = isDocument(result) ? getOperationAST(result, operationName) : undefined;
        if (operation)
          clientIn(context).operation = { type: operation.operation, name: operation.name?.value };
      };
    },
    onExecutionResult(execution) {
      const { result, context } = execution;
      const client = clientIn(context);
      const codes = new Set<unknown>();
      const note = (part: ExecutionResult | undefined) =>
        part?.errors?.forEach((error) => codes.add(error.extensions.code));
      if (!isAsyncIterable(result)) {
        note(result);
        write(client, codes);
        return;
      }
      let events = 0;
      const seen = (event: ExecutionResult) => {
        events += 1;
        note(event);
        return event;
      };
      execution.setResult(mapAsyncIterator(result, seen, undefined, () => write(client, codes, { events })));
    },
  };
}

function isDocument(result: unknown): result is DocumentNode {
  return (result as DocumentNode | null)?.kind === Kind.DOCUMENT;
}
