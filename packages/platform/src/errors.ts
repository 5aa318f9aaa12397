import { GraphQLError } from 'graphql';

export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NDA_REQUIRED'
  | 'TOTP_REQUIRED'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE';

export interface FieldProblem {
  /** name of the input's field, nested ones dotted: `visits.0.date` */
  path: string;
  message: string;
}

/** An error whose words and extensions are meant for the caller. Any other error shows nothing of itself. */
export class UserError extends GraphQLError {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message, { extensions: { ...details, code } });
    this.name = 'UserError';
    this.code = code;
  }
}

export const unauthenticated = (message = 'Sign in first') => new UserError('UNAUTHENTICATED', message);

export const forbidden = (message = 'Your role may not do this') => new UserError('FORBIDDEN', message);

export const ndaRequired = () =>
  new UserError('NDA_REQUIRED', 'Sign the non-disclosure agreement first (mutation signNda)');

export const totpRequired = () =>
  new UserError('TOTP_REQUIRED', 'Set up the second factor first (mutation startTotpEnrolment)');

/** `what` as shown: "Ticket tkt_…". */
export const notFound = (what: string) => new UserError('NOT_FOUND', `${what} does not exist`);

export const badInput = (fields: FieldProblem[]) =>
  new UserError('BAD_USER_INPUT', fields.map(({ path, message }) => `${path}: ${message}`).join('; '), {
    fields,
  });

/** `state`: what the thing is in now; `allowed`: names of the mutations that may be called on it now. */
export const conflict = (message: string, now: { state: string; allowed: string[] }) =>
  new UserError('CONFLICT', message, now);

/** `retryAfter` in whole seconds. */
export const rateLimited = (retryAfter: number) =>
  new UserError('RATE_LIMITED', `Too many attempts; try again in ${retryAfter} s`, { retryAfter });

/**
 * Says that nothing was changed: throw it only where that is certain.
 * @param cause what happened, for the log
 */
export const unavailable = (message = 'Nothing was changed; please try again in a moment', cause?: unknown) =>
  Object.assign(new UserError('UNAVAILABLE', message), { cause });

/** What to say when PostgreSQL is lost in the middle: "nothing was changed" could be a lie (ADR 3). */
export const outcomeUnknown = (cause?: unknown) =>
  unavailable(
    'Whether it was done is not known: look again, or repeat it with the same idempotencyKey',
    cause,
  );
