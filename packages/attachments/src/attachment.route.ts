import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { errorAnswer } from '@zhishou/platform/error-answer';
import { downloadHeaders } from '@zhishou/platform/link/download-headers';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Download, DownloadService } from './download/download.service.js';
import { SubjectKinds } from './subject.kinds.js';
import { ReceiptService } from './upload/receipt.service.js';

/** `PUT` and `GET /attachments/<service>/<token>`: the bytes, beside the graph. */
@Injectable()
export class AttachmentRoute implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly receipts: ReceiptService,
    private readonly downloads: DownloadService,
    private readonly kinds: SubjectKinds,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    void server.register((scope, _options, done) => {
      // the body of an upload stays on the wire until its address is known to be good
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _body, read) => read(null));
      scope.setErrorHandler((error, request, reply) => this.refuse(error, request, reply));
      scope.put('/attachments/*', { config: { longBody: true } }, (request, reply) =>
        this.receive(request, reply),
      );
      scope.get('/attachments/*', { exposeHeadRoute: false }, (request, reply) => this.send(request, reply));
      done();
    });
  }

  private async receive(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const stated = request.headers['content-length'];
    const length = stated === undefined ? undefined : Number(stated);
    const gone = senderGone(reply);
    const attachment = await this.receipts.receive(tokenOf(request), request.raw, gone, length);
    const { id, subjectId, fileName, kind, contentType, size, sha256, uploadedAt } = attachment;
    const about = { [`${this.kinds.of(subjectId).noun}Id`]: subjectId };
    return reply.status(201).send({ id, ...about, fileName, kind, contentType, size, sha256, uploadedAt });
  }

  private async send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const download = await this.downloads.open(tokenOf(request), request.headers.range);
    return answerWith(reply, download);
  }

  private refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    if (request.raw.errored || reply.raw.destroyed) {
      this.log.info({ err: request.raw.errored ?? error }, 'an upload was broken off by its sender');
      return reply.hijack();
    }
    const { status, body } = errorAnswer(error, this.log);
    return reply.status(status).send(body);
  }
}

// the service's name before it is for the gateway, and is not there where the gateway has taken it away
const tokenOf = (request: FastifyRequest): string =>
  (request.params as { '*': string })['*'].split('/').at(-1)!;

/** Aborts when the sender hangs up before it is answered. */
function senderGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

function answerWith(reply: FastifyReply, { attachment, range, body }: Download): FastifyReply {
  const { contentType, fileName, size } = attachment;
  reply.headers({ ...downloadHeaders(contentType, fileName), 'accept-ranges': 'bytes' });
  if (range === 'NONE') return reply.status(416).header('content-range', `bytes */${size}`).send();
  if (range === undefined) return reply.header('content-length', size).send(body);
  const { first, last } = range;
  reply.status(206).header('content-range', `bytes ${first}-${last}/${size}`);
  return reply.header('content-length', last - first + 1).send(body);
}
