import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { errorAnswer } from '../error-answer.js';
import type { Logger } from '../log.js';

/** GraphQL errors go to the error formatter untouched (Nest would log each refusal); plain routes answer `{code, message}`. */
@Catch()
export class ErrorsFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() === 'graphql') return error;
    const { status, body } = errorAnswer(error, this.logger);
    return host.switchToHttp().getResponse<FastifyReply>().status(status).send(body);
  }
}
