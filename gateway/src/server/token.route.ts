import { runInContext } from '@zhishou/platform/context';
import { unavailable, UserError } from '@zhishou/platform/errors';
import type { Logger } from '@zhishou/platform/log';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { Client, ClientReader } from '../client/client.context.js';
import { upstreamHeaders } from '../client/client.context.js';
import type { GatewaySettings } from '../gateway.settings.js';
import { closeIfStopping } from './http.route.js';
import { createRates } from '../limits/rate.limits.js';

const PATH = '/oauth/token';
const FORM = 'application/x-www-form-urlencoded';
/** A request holds an id, a secret and a few scopes. */
const BODY_LIMIT_BYTES = 8_000;
const TO_CLIENT = ['content-type', 'cache-control', 'pragma', 'www-authenticate', 'retry-after'];

/**
 * `POST /oauth/token`: programs trade their secrets for access tokens (RFC 6749 §4.4) at the directory. Here only size
 * and rates are looked at. Browsers of other origins are not let in: a secret has no place in a page.
 */
export function mountToken(
  server: FastifyInstance,
  parts: { readClient: ClientReader; settings: GatewaySettings; logger: Logger },
): void {
  const { readClient, settings, logger } = parts;
  const rates = createRates(settings.rates);
  const target = new URL(PATH, settings.urls.directory);

  async function ask(client: Client, body: string | undefined): Promise<Response> {
    try {
      return await fetch(target, {
        method: 'POST',
        headers: { ...upstreamHeaders(client), 'content-type': FORM },
        body: body ?? '',
        signal: AbortSignal.timeout(settings.upstreamTimeout),
      });
    } catch (error) {
      logger.warn({ err: error }, 'the directory gave no answer about a token');
      throw unavailable('The directory does not answer; try again in a moment');
    }
  }

  async function answer(
    client: Client,
    body: string | undefined,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    client.signIns = 1;
    await rates.arrival(client);
    await rates.operation(client);
    const answered = await ask(client, body);
    const kept = TO_CLIENT.flatMap((name) => {
      const value = answered.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    return reply
      .status(answered.status)
      .headers(Object.fromEntries(kept))
      .send(await answered.text());
  }

  void server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      FORM,
      { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES },
      (_request, body, read) => read(null, body),
    );
    scope.addHook('onRequest', (_request, reply, next) => {
      void reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' });
      next();
    });
    scope.setErrorHandler<FastifyError | UserError>((error, _request, reply) => refuse(error, reply));
    scope.all<{ Body: string | undefined }>(PATH, (request, reply) => {
      const client = readClient(request.raw, request.headers);
      void reply.header('x-request-id', client.requestId);
      reply.raw.once('finish', () => closeIfStopping(server, request.raw));
      if (request.method !== 'POST') return reply.status(405).header('allow', 'POST').send(INVALID_METHOD);
      return runInContext(client, () => answer(client, request.body, reply));
    });
    done();
  });
}

const INVALID_METHOD = { error: 'invalid_request', error_description: 'send a POST' };

function refuse(error: FastifyError | UserError, reply: FastifyReply): FastifyReply {
  if (error instanceof UserError) {
    const { retryAfter } = error.extensions;
    if (typeof retryAfter === 'number') void reply.header('retry-after', retryAfter);
    return reply
      .status(retryAfter === undefined ? 503 : 429)
      .send({ error: 'temporarily_unavailable', error_description: error.message });
  }
  const { statusCode = 500 } = error;
  if (statusCode >= 500) throw error;
  const description =
    statusCode === 413 ? `at most ${BODY_LIMIT_BYTES} bytes` : `send the parameters as ${FORM} in the body`;
  return reply
    .status(statusCode === 413 ? 413 : 400)
    .send({ error: 'invalid_request', error_description: description });
}
