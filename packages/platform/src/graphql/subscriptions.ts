import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { execute, subscribe } from 'graphql';
import type {
  ExecutionArgs,
  ExecutionResult,
  GraphQLError,
  GraphQLFormattedError,
  GraphQLSchema,
} from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { sessionEnded } from '../auth/admission.js';
import { runInContext } from '../context.js';
import { endable } from './endable-stream.js';
import { requestContextOf } from './graphql-context.js';
import type { GraphqlContext, Headers } from './graphql-context.js';
import type { RequestContext } from '../context.js';
import type { SessionWatch } from './session-watch.js';

const MAX_PAYLOAD_BYTES = 1_000_000;

export interface SubscriptionParts {
  schema: GraphQLSchema;
  createContext: (
    request: RequestContext,
    authorization: string | undefined,
    req: object,
  ) => Promise<GraphqlContext>;
  formatError: (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError;
  sessions: SessionWatch;
}

export interface SubscriptionServer {
  stop(): Promise<void>;
}

/**
 * Serves graphql-transport-ws on /graphql. The connection's parameters stand for the headers of a request:
 * `{authorization, "x-request-id", "x-zhishou-address"}`.
 */
export function startSubscriptions(server: Server, parts: SubscriptionParts): SubscriptionServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_PAYLOAD_BYTES });
  const format = (errors: readonly GraphQLError[]) =>
    errors.map((error) => parts.formatError(error.toJSON(), error));
  const protocol = useServer(
    {
      schema: parts.schema,
      execute: (args) => runInContext(requestOf(args), () => execute(args)),
      subscribe: (args) => subscribeWhileSignedIn(args, parts.sessions),
      context: ({ connectionParams, extra }) => {
        const headers = { ...extra.request.headers, ...connectionParams } as Headers;
        const request = requestContextOf(headers, extra.request.socket.remoteAddress);
        const { authorization } = headers;
        return parts.createContext(
          request,
          typeof authorization === 'string' ? authorization : undefined,
          extra.request,
        );
      },
      onError: (_context, _id, _payload, errors) => format(errors),
      onNext: (_context, _id, _payload, _args, result) =>
        result.errors ? { ...result, errors: format(result.errors) } : undefined,
    },
    sockets,
  );
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== '/graphql') return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
    return undefined;
  };
  server.on('upgrade', upgrade);
  return {
    stop: async () => {
      server.off('upgrade', upgrade);
      await protocol.dispose();
    },
  };
}

const requestOf = (args: ExecutionArgs): RequestContext => (args.contextValue as GraphqlContext).request;

// A stream ends with the token that opened it: the client subscribes again with a fresh one. When the sign-in is over, or
// an event is refused, it ends with the reason as its last event.
async function subscribeWhileSignedIn(
  args: ExecutionArgs,
  sessions: SessionWatch,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const { request, caller } = args.contextValue as GraphqlContext;
  const stream = await runInContext(request, async () => subscribe(args));
  if (!(Symbol.asyncIterator in stream)) return stream;
  let forget: () => void = () => undefined;
  const live = endable<ExecutionResult>(stream, {
    enter: (next) => runInContext(request, next),
    isLast: isRefused,
    onEnd: () => forget(),
  });
  if (caller) {
    live.endAt(caller.tokenExpiresAt);
    forget = sessions.add(caller, () => live.end({ errors: [sessionEnded()] }));
  }
  return live.stream;
}

const REFUSALS: unknown[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'NDA_REQUIRED', 'TOTP_REQUIRED'];

// What is refused within an answer is that field's alone.
const isRefused = ({ errors = [] }: ExecutionResult): boolean =>
  errors.some(({ path, extensions }) => path?.length === 1 && REFUSALS.includes(extensions.code));
