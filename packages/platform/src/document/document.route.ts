import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { errorAnswer } from '../error-answer.js';
import { downloadHeaders } from '../link/download-headers.js';
import type { Logger } from '../log.js';
import { LOGGER } from '../tokens.js';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DocumentDesk } from './document.desk.js';

/** `GET /documents/<token>`: the bytes, beside the graph. */
@Injectable()
export class DocumentRoute implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly documents: DocumentDesk,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    void server.register((scope, _options, done) => {
      scope.setErrorHandler((error, request, reply) => this.refuse(error, request, reply));
      scope.get('/documents/*', { exposeHeadRoute: false }, (request, reply) => this.send(request, reply));
      done();
    });
  }

  private async send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    // the service's name before it is for the gateway, and is not there where the gateway has taken it away
    const token = (request.params as { '*': string })['*'].split('/').at(-1)!;
    const { bytes, contentType, fileName } = await this.documents.open(token, gone.signal);
    reply.headers(downloadHeaders(contentType, fileName));
    if (!(bytes instanceof Uint8Array)) return reply.send(bytes);
    return reply.header('content-length', bytes.length).send(Buffer.from(bytes));
  }

  private refuse(error: unknown, _request: FastifyRequest, reply: FastifyReply): FastifyReply {
    if (reply.raw.destroyed) return reply.hijack();
    const { status, body } = errorAnswer(error, this.log);
    if (body.retryAfter !== undefined) reply.header('retry-after', body.retryAfter);
    return reply.status(status).send(body);
  }
}
