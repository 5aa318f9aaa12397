import { createClient as createSse } from 'graphql-sse';
import { createClient as createWs } from 'graphql-ws';
import { WebSocket } from 'ws';
import { stack, type User } from './zhishou.builder.js';

export interface Listening<T> {
  /** everything that came, in order */
  heard: T[];
  stop(): void;
}

interface Sink<T> {
  next(result: { data?: T | null; errors?: readonly unknown[] }): void;
  error(error: unknown): void;
  complete(): void;
}

type Subscribe<T> = (sink: Sink<T>) => () => void;

function listen<T>(subscribe: Subscribe<T>): Listening<T> {
  const heard: T[] = [];
  const stop = subscribe({
    next: ({ data, errors }) => {
      if (errors) throw new Error(JSON.stringify(errors));
      if (data) heard.push(data);
    },
    error: () => undefined,
    complete: () => undefined,
  });
  return { heard, stop };
}

const bearer = (user: User) => `Bearer ${user.token}`;

export function overSse<T>(user: User, query: string, variables: Record<string, unknown> = {}): Listening<T> {
  const client = createSse({ url: stack.graphql, headers: { authorization: bearer(user) } });
  return listen<T>((sink) => client.subscribe({ query, variables }, sink as never));
}

export function overWebSocket<T>(
  user: User,
  query: string,
  variables: Record<string, unknown> = {},
): Listening<T> {
  const client = createWs({
    url: stack.graphql.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: bearer(user) },
  });
  return listen<T>((sink) => client.subscribe({ query, variables }, sink as never));
}
