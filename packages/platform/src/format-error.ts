import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import { currentContext, currentRequestId } from './context.js';
import { isDatabaseAway, isContention } from './db/database-error.js';
import { outcomeUnknown, unavailable, UserError } from './errors.js';
import type { FieldProblem } from './errors.js';
import type { Logger } from './log.js';

// PostgreSQL's word for U+0000, which none of its texts can hold; inputs are checked before, filters are not.
const NO_TEXT = '22021';

// What graphql-js and Apollo answer to a request that is wrong in itself.
const REQUEST_CODES = /^(GRAPHQL_|PERSISTED_QUERY_|BAD_REQUEST|OPERATION_RESOLUTION_FAILURE)/;

/**
 * Turns whatever was thrown into what the caller may see: a UserError as it is, a lost database as UNAVAILABLE (see
 * {@link userErrorOf}), a wrong request as BAD_USER_INPUT, anything else as a sentence
 * with the request id, logged whole under that id.
 */
export function createErrorFormatter(logger: Logger) {
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const place = { locations: formatted.locations, path: formatted.path };
    const error = userErrorOf(unwrapResolverError(thrown));
    const code = formatted.extensions?.code;
    if (error instanceof UserError) {
      if (error.cause !== undefined) logger.warn({ err: error }, 'the database is away');
      return { ...place, message: error.message, extensions: error.extensions };
    }
    if ((error as { code?: unknown } | undefined)?.code === NO_TEXT) {
      const message = 'A text contains the character U+0000';
      return { ...place, message, extensions: { code: 'BAD_USER_INPUT', fields: [] } };
    }
    if (code === 'BAD_USER_INPUT') return { ...place, ...wrongVariable(formatted.message) };
    const literal = wrongLiteral(error);
    if (literal) return { ...place, ...literal };
    if (typeof code === 'string' && REQUEST_CODES.test(code) && error instanceof GraphQLError)
      return { ...place, message: formatted.message, extensions: { code } };
    logger.error({ err: error, path: formatted.path }, 'a request failed');
    const requestId = currentRequestId() ?? 'unknown';
    const message = `Something went wrong on our side; request ${requestId}`;
    return { ...place, message, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
  };
}

/**
 * A database that is lost, or that another holds up, as UNAVAILABLE: before anything of the request was committed
 * nothing was changed, after that nobody can say more than that. Any other error as it is.
 */
export function userErrorOf(error: unknown): unknown {
  if (!isDatabaseAway(error) && !isContention(error)) return error;
  return currentContext()?.hasCommitted ? outcomeUnknown(error) : unavailable(undefined, error);
}

// graphql-js names the place of a wrong variable only in its sentence: `…invalid value 3 at "input.calledAt"; …`
function wrongVariable(message: string): { message: string; extensions: Record<string, unknown> } {
  const place =
    /Variable "\$(\w+)".*? at "([^"]+)"/.exec(message)?.[2] ?? /Variable "\$(\w+)"/.exec(message)?.[1];
  const reason = /; (.+)$/s.exec(message)?.[1] ?? message;
  const missing = /Field "(\w+)" of required type/.exec(reason)?.[1];
  const path = [...(place ?? '').split('.').slice(place?.startsWith('input') ? 1 : 0), missing]
    .filter(Boolean)
    .join('.')
    .replaceAll(/\[(\d+)\]/g, '.$1');
  const fields: FieldProblem[] = path === '' ? [] : [{ path, message: reason }];
  return { message, extensions: { code: 'BAD_USER_INPUT', fields } };
}

// A scalar that refuses a literal inside the query; whose argument or field it is, stands in the query before it.
function wrongLiteral(error: unknown): { message: string; extensions: Record<string, unknown> } | undefined {
  const refusal = [error, error instanceof GraphQLError ? error.originalError : undefined].find(
    (candidate) => candidate instanceof GraphQLError && candidate.extensions.code === 'BAD_USER_INPUT',
  );
  if (!(refusal instanceof GraphQLError && error instanceof GraphQLError)) return undefined;
  const { start, source } = error.nodes?.[0]?.loc ?? {};
  const path = /(\w+)\s*:\s*$/.exec(source?.body.slice(0, start) ?? '')?.[1];
  const fields: FieldProblem[] = path === undefined ? [] : [{ path, message: refusal.message }];
  return { message: refusal.message, extensions: { code: 'BAD_USER_INPUT', fields } };
}
