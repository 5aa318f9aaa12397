import { unavailable } from '@zhishou/platform/errors';
import type { Logger } from '@zhishou/platform/log';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { Client } from '../client/client.context.js';
import { internalError, isPublic, strip } from './public-error.js';

export interface Failure {
  client: Client;
  subgraph: string;
  /** kind of the query the subgraph was sent, which may be only one part of what the client asked */
  sent: OperationTypeNode;
  logger: Logger;
}

/** Connection errors after which the request is known not to have arrived. */
const NOT_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
]);
/** Hive's codes for a subgraph that gave no answer. */
const NO_ANSWER = new Set<unknown>([
  'SUBREQUEST_HTTP_ERROR',
  'TIMEOUT_ERROR',
  'GATEWAY_TIMEOUT',
  'SHUTTING_DOWN',
]);

const PART_UNREAD = 'Part of the answer could not be read; the change itself was not affected';

/** What a client is told of an error a subgraph answered with, or of the subgraph not answering. */
export function publicUpstreamError(error: unknown, failure: Failure): GraphQLError {
  const known = error instanceof GraphQLError;
  const path = known ? error.path : undefined;
  if (isSilence(error)) {
    failure.logger.warn({ err: causeOf(error), subgraph: failure.subgraph }, 'subgraph gave no answer');
    return strip(unavailable(whatBecameOfIt(error, failure)), path);
  }
  if (known && isUnreadPart(error, failure)) return strip(unavailable(PART_UNREAD), path);
  if (known && isPublic(error) && error.extensions.code !== 'INTERNAL_SERVER_ERROR') return strip(error);
  failure.logger.error({ err: error, subgraph: failure.subgraph }, 'subgraph failed');
  return internalError(failure.client.requestId, path);
}

// A subgraph says of a database that is away that nothing was changed: true of the mutation, not of what is read of its
// result, which is not read before the change stands.
function isUnreadPart({ extensions, path }: GraphQLError, { client, sent }: Failure): boolean {
  if (extensions.code !== 'UNAVAILABLE' || client.operation?.type !== OperationTypeNode.MUTATION)
    return false;
  return sent !== OperationTypeNode.MUTATION || (path?.length ?? 0) > 1;
}

function isSilence(error: unknown): boolean {
  if (error instanceof GraphQLError && !NO_ANSWER.has(error.extensions.code)) return isProxyError(error);
  // anything else a subgraph's executor throws is a connection that failed or, over WebSocket, its close event
  return true;
}

// Something between here and the subgraph answered for it, not in GraphQL.
function isProxyError(error: GraphQLError): boolean {
  const response = error.extensions.response as { status?: number } | undefined;
  return error.extensions.code === 'RESPONSE_VALIDATION_FAILED' && (response?.status ?? 0) >= 502;
}

function whatBecameOfIt(error: unknown, { client, sent }: Failure): string | undefined {
  if (sent === OperationTypeNode.SUBSCRIPTION)
    return 'Live updates were interrupted; read anew and subscribe again';
  if (client.operation?.type !== OperationTypeNode.MUTATION) return undefined;
  if (sent !== OperationTypeNode.MUTATION) return PART_UNREAD;
  if (wasNotReached(causeOf(error))) return undefined;
  return 'The answer was lost on the way, so the change may or may not have been made; repeat the call with the same idempotencyKey to be sure';
}

export function wasNotReached(cause: unknown): boolean {
  if (cause instanceof AggregateError) return cause.errors.every(wasNotReached);
  return NOT_REACHED.has((cause as NodeJS.ErrnoException | undefined)?.code ?? '');
}

function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError ? (error.originalError ?? error) : error;
}
