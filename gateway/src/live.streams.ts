import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { isAsyncIterable } from 'graphql-yoga';
import type { ClientContext } from './client.context.js';

/** The subscriptions being served, so that shutting down can end them: a server waits for what is still under way. */
export class LiveStreams {
  private readonly streams = new Set<AsyncIterator<unknown>>();

  plugin(): GatewayPlugin<object, ClientContext> {
    return {
      onExecutionResult: (operation) => {
        if (isAsyncIterable(operation.result)) operation.setResult(this.watched(operation.result));
      },
    };
  }

  /** Ends every subscription as if it had run out of events. */
  async end(): Promise<void> {
    await Promise.all([...this.streams].map(async (stream) => stream.return?.()));
  }

  private watched<T>(stream: AsyncIterable<T>): AsyncIterableIterator<T> {
    const source = stream[Symbol.asyncIterator]();
    this.streams.add(source);
    const gone = <R>(result: R): R => {
      this.streams.delete(source);
      return result;
    };
    const watched: AsyncIterableIterator<T> = {
      [Symbol.asyncIterator]: () => watched,
      next: async () => {
        const result = await source.next();
        return result.done ? gone(result) : result;
      },
      return: async (value) => gone((await source.return?.(value)) ?? { done: true, value: undefined }),
    };
    return watched;
  }
}
