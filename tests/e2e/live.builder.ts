import { createClient as createSse } from 'graphql-sse';
import { createClient as createWs } from 'graphql-ws';
import { WebSocket } from 'ws';
import { stack, type User } from './zhishou.builder.js';

export interface Listening<T> {
  /** everything that came, in order */
  heard: T[];
  /** the errors of events, in order */
  errors: (readonly unknown[])[];
  /** whether the stream has ended by itself */
  isDone(): boolean;
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
  const refused: (readonly unknown[])[] = [];
  let isDone = false;
  const stop = subscribe({
    next: ({ data, errors }) => {
      if (errors) refused.push(errors);
      else if (data) heard.push(data);
    },
    error: () => undefined,
    complete: () => {
      isDone = true;
    },
  });
  return { heard, errors: refused, isDone: () => isDone, stop };
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
