import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';

export interface Answer {
  status: number;
  headers: Headers;
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
  /** the body as it came */
  text: string;
}

/** One GraphQL request over HTTP. */
export async function post(
  url: string,
  query: string,
  variables?: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return send(url, JSON.stringify({ query, variables }), headers);
}

export async function send(url: string, body: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, ...(JSON.parse(text) as object) };
}

export interface Stream {
  /** what has arrived so far */
  events: unknown[];
  /** `complete`, or what went wrong */
  ended(): object | string | undefined;
  stop(): void;
}

type Subscribe = ReturnType<typeof createSseClient>['subscribe'];

function collect(subscribe: Subscribe, query: string, dispose: () => void): Stream {
  const events: unknown[] = [];
  let ended: object | string | undefined;
  const unsubscribe = subscribe(
    { query },
    {
      next: (event) => events.push(event),
      error: (error) => (ended = error as object),
      complete: () => (ended ??= 'complete'),
    },
  );
  return {
    events,
    ended: () => ended,
    stop: () => {
      unsubscribe();
      dispose();
    },
  };
}

export function overSse(url: string, query: string, headers: Record<string, string> = {}): Stream {
  const client = createSseClient({ url, headers, retryAttempts: 0 });
  return collect(
    (request, sink) => client.subscribe(request, sink),
    query,
    () => client.dispose(),
  );
}

export function overWebSocket(
  url: string,
  query: string,
  connectionParams: Record<string, unknown> = {},
): Stream {
  const client = createWsClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
  });
  return collect(
    (request, sink) => client.subscribe(request, sink as never),
    query,
    () => void client.dispose(),
  );
}
