import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { UserError } from '@zhishou/platform/errors';
import { isAsyncIterable } from 'graphql-yoga';
import { callerKey, clientIn } from '../client/client.context.js';
import type { ClientContext } from '../client/client.context.js';
import { refusal } from '../errors/public-error.js';

/** The subscriptions being served: one caller has only so many, and shutting down ends them all. */
export class LiveStreams {
  /** with the key of whoever opened it */
  private readonly streams = new Map<AsyncIterator<unknown>, string>();

  /** @param most streams one person (or one address without a token) may have open; 0 sets no bound */
  plugin(most: number): GatewayPlugin<object, ClientContext> {
    return {
      onExecutionResult: async (operation) => {
        const { result } = operation;
        if (!isAsyncIterable(result)) return;
        const owner = callerKey(clientIn(operation.context));
        if (most === 0 || this.openedBy(owner) < most) {
          operation.setResult(this.watched(result, owner));
          return;
        }
        operation.setResult({ errors: [tooMany(most)] });
        await result[Symbol.asyncIterator]().return?.();
      },
    };
  }

  /** Ends every subscription as if it had run out of events. */
  async end(): Promise<void> {
    await Promise.all([...this.streams.keys()].map(async (stream) => stream.return?.()));
  }

  private openedBy(owner: string): number {
    return [...this.streams.values()].filter((each) => each === owner).length;
  }

  private watched<T>(stream: AsyncIterable<T>, owner: string): AsyncIterableIterator<T> {
    const source = stream[Symbol.asyncIterator]();
    this.streams.set(source, owner);
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

function tooMany(most: number) {
  const message = `Too many subscriptions at once: at most ${most}; end one first`;
  return refusal(new UserError('RATE_LIMITED', message), 429);
}
