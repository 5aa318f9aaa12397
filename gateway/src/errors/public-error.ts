import { GraphQLError } from 'graphql';

/** The codes clients know (api.graphql), and the one for what is our fault. */
const PUBLIC_CODES = new Set<unknown>([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NDA_REQUIRED',
  'TOTP_REQUIRED',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'CONFLICT',
  'RATE_LIMITED',
  'QUERY_TOO_COMPLEX',
  'UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
]);

/** What an error may carry besides its code; anything else stays inside. */
const PUBLIC_DETAILS = ['fields', 'state', 'allowed', 'retryAfter', 'secondFactor'];

export function isPublic(error: GraphQLError): boolean {
  return PUBLIC_CODES.has(error.extensions.code);
}

/** The same error with nothing but what a client may see, at `path` of the answer. */
export function strip(error: GraphQLError, path = error.path): GraphQLError {
  const { extensions } = error;
  const details = Object.fromEntries(
    PUBLIC_DETAILS.filter((key) => extensions[key] !== undefined).map((key) => [key, extensions[key]]),
  );
  return new GraphQLError(error.message, { path, extensions: { ...details, code: extensions.code } });
}

/** For what went wrong on our side: shows the request id by which the log tells the rest. */
export function internalError(requestId: string, path?: readonly (string | number)[]): GraphQLError {
  return new GraphQLError(`Something went wrong on our side; request ${requestId}`, {
    path,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
}

/** The query asks for more than a limit allows. */
export function tooComplex(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'QUERY_TOO_COMPLEX' } });
}

/**
 * Gives a refusal made before anything ran its HTTP status. Clients asking for plain `application/json` get 200 all the
 * same, as GraphQL over HTTP wants it (`spec`).
 */
export function refusal(error: GraphQLError, status: number): GraphQLError {
  const { retryAfter } = error.extensions;
  const headers = typeof retryAfter === 'number' ? { 'retry-after': String(retryAfter) } : undefined;
  return new GraphQLError(error.message, {
    path: error.path,
    extensions: { ...error.extensions, http: { status, spec: true, headers } },
  });
}
