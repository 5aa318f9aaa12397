import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { GraphQLError } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { createYoga } from 'graphql-yoga';
import { WebSocketServer } from 'ws';

type Resolvers = NonNullable<
  Extract<Parameters<typeof buildSubgraphSchema>[0], { resolvers?: unknown }>['resolvers']
>;

export interface ToySubgraph {
  name: string;
  sdl: string;
  url: string;
  port: number;
  /** headers of the requests that arrived, oldest first */
  received: IncomingHttpHeaders[];
  /** connection parameters of the WebSockets that were opened, oldest first */
  connected: Record<string, unknown>[];
  /** subscriptions being served now */
  live(): number;
  /** closes at once, cutting what is under way */
  stop(): Promise<void>;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable"])`;

/** A subgraph of a few fields on a real port: HTTP and graphql-ws at /graphql. Errors leave it as they were thrown. */
export async function startSubgraph(
  name: string,
  typeDefs: string,
  resolvers: Resolvers,
  port = 0,
): Promise<ToySubgraph> {
  const sdl = `${LINK}\n${typeDefs}`;
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers });
  const received: IncomingHttpHeaders[] = [];
  const connected: Record<string, unknown>[] = [];
  const live = new Set<string>();
  const yoga = createYoga({
    schema,
    logging: false,
    maskedErrors: { maskError: (error) => error as GraphQLError },
  });
  const server = createServer((request, response) => {
    received.push(request.headers);
    void yoga(request, response);
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  useServer(
    {
      schema,
      onConnect: ({ connectionParams }) => void connected.push(connectionParams ?? {}),
      onSubscribe: (_, id) => void live.add(id),
      onComplete: (_, id) => void live.delete(id),
    },
    new WebSocketServer({ server, path: '/graphql' }),
  );
  await listen(server, port);
  const { port: bound } = server.address() as AddressInfo;
  return {
    name,
    sdl,
    url: `http://127.0.0.1:${bound}/graphql`,
    port: bound,
    received,
    connected,
    live: () => live.size,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}
