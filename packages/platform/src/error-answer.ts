import { HttpException } from '@nestjs/common';
import { UserError } from './errors.js';
import type { ErrorCode, FieldProblem } from './errors.js';
import { userErrorOf } from './format-error.js';
import type { Logger } from './log.js';

const STATUS: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NDA_REQUIRED: 403,
  TOTP_REQUIRED: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

export interface ErrorAnswer {
  status: number;
  body: {
    code?: ErrorCode | 'INTERNAL_SERVER_ERROR';
    message: string;
    fields?: FieldProblem[];
    /** of RATE_LIMITED, in seconds */
    retryAfter?: number;
  };
}

/** What a route that is no GraphQL answers to what was thrown: a UserError as it is, of anything else nothing. */
export function errorAnswer(thrown: unknown, logger: Logger): ErrorAnswer {
  const error = userErrorOf(thrown);
  if (error instanceof UserError) {
    if (error.cause !== undefined) logger.warn({ err: error }, 'the database is away');
    const { code, message, extensions } = error;
    return { status: STATUS[code], body: { ...extensions, code, message } };
  }
  if (error instanceof HttpException) return { status: error.getStatus(), body: { message: error.message } };
  logger.error({ err: error }, 'a request failed');
  return {
    status: 500,
    body: { code: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong on our side' },
  };
}
