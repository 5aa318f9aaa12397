/**
 * What PostgreSQL says when it cannot go on for now, and has done nothing: the connection fails (08), it lacks the means
 * (53), it or the network's far end shuts down, cancels, or ends a transaction that waits (57, 25P03, 25P04, 55P03), its
 * disk fails (58), or it is a standby that does not write (25006).
 */
const AWAY_STATE = /^(08|53|57|58)...$|^25P0[34]$|^25006$|^55P03$/;

/** Two transactions that got into each other's way: a serialization failure, a deadlock. */
const CONTENTION_STATE = /^40(001|P01)$/;

/** Data that no column takes: of the wrong form (22), missing (23502), against a check (23514). */
const UNFIT_STATE = /^22...$|^23502$|^23514$/;

/** What the operating system says of a connection, whether while it is made or later. */
const AWAY_SYSTEM =
  /^(ECONN(REFUSED|RESET|ABORTED)|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN)|ENETRESET|EADDRNOTAVAIL|ERR_STREAM_(DESTROYED|WRITE_AFTER_END)|ERR_SOCKET_CLOSED)$/;

/** The sentences of pg, pg-pool and pg-protocol, which have no codes. */
const AWAY_SENTENCE =
  /^(Error: )?(Connection terminated|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed and is not queryable|Cannot use a pool after calling end|Query read timeout|Received unexpected \w+ message from backend|received invalid response|The server does not support SSL connections|There was an error establishing an SSL connection|This socket has been ended by the other party)/;

/** TypeORM's classes: of a connection that it has given back because it broke, and of one that was never made. */
const AWAY_CLASS = new Set([
  'QueryRunnerAlreadyReleasedError',
  'QueryRunnerProviderAlreadyReleasedError',
  'CannotExecuteNotConnectedError',
  'CannotGetEntityManagerNotConnectedError',
  'ConnectionIsNotSetError',
  'NoConnectionForRepositoryError',
]);

/** Those of them that refuse a statement before it is sent. */
const UNSENT_CLASS = /AlreadyReleasedError$/;
const UNSENT_SENTENCE = /is not queryable$/;

interface DriverError extends Error {
  code?: unknown;
  syscall?: unknown;
  errors?: unknown;
}

/** Whether the database, or the way to it, is not there: what was asked of it in this statement may or may not be done. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall, errors } = error as DriverError;
  if (Array.isArray(errors) && errors.some(isDatabaseAway)) return true;
  if (AWAY_CLASS.has(error.name) || AWAY_SENTENCE.test(error.message)) return true;
  // a socket file that is not there, or not ours
  if (syscall === 'connect') return true;
  return typeof code === 'string' && (AWAY_SYSTEM.test(code) || (code.length === 5 && AWAY_STATE.test(code)));
}

/** Whether the same work may well succeed when it is tried again at once. */
export const isContention = (error: unknown): boolean =>
  error instanceof Error && CONTENTION_STATE.test(String((error as DriverError).code));

/** Whether it is the data that no try will ever get in: PostgreSQL takes them not, or they lack what was read of them. */
export const isUnfit = (error: unknown): boolean =>
  error instanceof TypeError ||
  (error instanceof Error && UNFIT_STATE.test(String((error as DriverError).code)));

/** Whether the connection was lost before this statement went out. */
export const wasNotSent = (error: unknown): boolean =>
  error instanceof Error && (UNSENT_CLASS.test(error.name) || UNSENT_SENTENCE.test(error.message));
