import {
  Agent as HttpAgent,
  type ClientRequest,
  type IncomingMessage,
  request as httpRequest,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { NOTICE_MEDIA_TYPE } from '@zhishou/messages/webhook';
import { parseRetryAfter } from './retry.js';
import { signatureHeaders } from './signature.js';
import type { Webhook } from './webhook.js';

export type PostResult =
  | { delivered: true }
  | {
      delivered: false;
      /** `HTTP 503`, `ECONNREFUSED`, `no answer within 5000 ms` */
      problem: string;
      /** ms the receiver asked to wait */
      retryAfter?: number;
    };

export interface Poster {
  /** One signed try. Never rejects: whatever is not a 2xx answer in time is a problem to tell. */
  post(body: string): Promise<PostResult>;
  close(): void;
}

/**
 * Posts to one webhook over connections kept open. Redirects are not followed: what is signed for one address goes
 * to no other.
 * @param timeout of one try, in ms
 */
export function createPoster(webhook: Webhook, timeout: number): Poster {
  const secure = webhook.url.protocol === 'https:';
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const send = (body: string, signal: AbortSignal, kept: boolean): Promise<PostResult> =>
    new Promise((resolve, reject) => {
      const options = { method: 'POST', agent: kept && agent, signal, headers: headersOf(webhook, body) };
      const request = (secure ? httpsRequest : httpRequest)(webhook.url, options);
      request.on('response', (response) => resolve(judge(response)));
      request.on('error', (error) => reject(new PostError(error, request)));
      request.end(body);
    });
  return {
    post: async (body) => {
      const signal = AbortSignal.timeout(timeout);
      try {
        return await send(body, signal, true).catch((error: PostError) => {
          if (error.closedByReceiver) return send(body, signal, false);
          throw error;
        });
      } catch (error) {
        const problem = signal.aborted ? `no answer within ${timeout} ms` : (error as PostError).message;
        return { delivered: false, problem };
      }
    },
    close: () => agent.destroy(),
  };
}

class PostError extends Error {
  /** The receiver had closed a kept connection just as it was used again: no fault of this try. */
  readonly closedByReceiver: boolean;

  constructor(error: NodeJS.ErrnoException, request: ClientRequest) {
    super(error.code ?? error.message);
    this.closedByReceiver = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
  }
}

function headersOf(webhook: Webhook, body: string): Record<string, string | number> {
  return {
    'content-type': NOTICE_MEDIA_TYPE,
    'content-length': Buffer.byteLength(body),
    'user-agent': 'zhishou-notifier',
    ...signatureHeaders(webhook.secret, body, Date.now()),
  };
}

function judge(response: IncomingMessage): PostResult {
  // nothing in the body matters; read to its end, it leaves the connection free for the next try
  response.on('error', () => undefined).resume();
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return { delivered: true };
  const retryAfter = parseRetryAfter(response.headers['retry-after'], Date.now());
  return { delivered: false, problem: `HTTP ${status}`, retryAfter };
}
