import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { UserError } from '../errors.js';
import type { ErrorCode } from '../errors.js';
import type { Logger } from '../log.js';

const STATUS: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NDA_REQUIRED: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

/** GraphQL errors go to the error formatter untouched (Nest would log each refusal); plain routes answer `{code, message}`. */
@Catch()
export class ErrorsFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() === 'graphql') return error;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (error instanceof UserError)
      return reply.status(STATUS[error.code]).send({ code: error.code, message: error.message });
    if (error instanceof HttpException)
      return reply.status(error.getStatus()).send({ message: error.message });
    this.logger.error({ err: error }, 'a request failed');
    return reply
      .status(500)
      .send({ code: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong on our side' });
  }
}
