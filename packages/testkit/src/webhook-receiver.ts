import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EscalationNotice } from '@zhishou/messages/webhook';

const WINDOW_SECONDS = 300;

export interface Received {
  /** of the event; the same on every retry */
  id: string;
  /** what a test waits for is an escalation; a signed head comes beside, once a day */
  notice: EscalationNotice;
  headers: IncomingHttpHeaders;
  body: string;
  /** arrival, ms since the epoch */
  at: number;
  /** what a receiver that keeps to the contract would refuse it for; undefined when it is as it must be */
  fault?: string;
}

/** What to answer: a status, or nothing at all until the caller gives up (`hang`). */
export type Answer = number | { status: number; headers?: Record<string, string> } | 'hang';

export interface WebhookReceiver {
  url: string;
  secret: string;
  /** every request, whatever it was answered, in the order of arrival */
  received: Received[];
  /** Resolves with what `predicate` finds among the requests, now or later; rejects after `timeout` ms. */
  waitFor(
    predicate: (received: Received) => boolean,
    options?: { count?: number; timeout?: number },
  ): Promise<Received[]>;
  /** From now on answers what `fn` says; at first 204, or 401 to one with a fault. */
  answerWith(fn: (received: Received) => Answer | Promise<Answer>): void;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 and checks what arrives as the notifier's README tells receivers to. */
export async function startWebhookReceiver(
  port = 0,
  secret = 'a secret of the test receiver',
): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const watchers = new Set<() => void>();
  let answer: (one: Received) => Answer | Promise<Answer> = ({ fault }) => (fault ? 401 : 204);
  const server = createServer((request, response) => {
    void readBody(request).then(async (body) => {
      const one = receive(request.headers, body, secret);
      received.push(one);
      watchers.forEach((check) => check());
      reply(response, await answer(one));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    secret,
    received,
    waitFor: (predicate, { count = 1, timeout = 20_000 } = {}) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const found = received.filter(predicate);
          if (found.length < count) return;
          finish();
          resolve(found);
        };
        const finish = () => {
          clearTimeout(timer);
          watchers.delete(check);
        };
        const timer = setTimeout(() => {
          finish();
          const found = received.filter(predicate).length;
          reject(new Error(`${found} of ${count} arrived within ${timeout} ms, ${received.length} in all`));
        }, timeout);
        watchers.add(check);
        check();
      }),
    answerWith: (fn) => {
      answer = fn;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function reply(response: ServerResponse, answer: Answer): void {
  if (answer === 'hang') return;
  const { status, headers = {} } = typeof answer === 'number' ? { status: answer } : answer;
  response.writeHead(status, headers).end();
}

function receive(headers: IncomingHttpHeaders, body: string, secret: string): Received {
  const at = Date.now();
  const notice = parse(body);
  return { id: notice.id, notice, headers, body, at, fault: faultOf(headers, body, secret, at) };
}

function parse(body: string): EscalationNotice {
  try {
    return JSON.parse(body) as EscalationNotice;
  } catch {
    return {} as EscalationNotice;
  }
}

// Written from the README's words and not with the notifier's own code, so that a mistake there shows here.
function faultOf(
  headers: IncomingHttpHeaders,
  body: string,
  secret: string,
  now: number,
): string | undefined {
  if (headers['content-type'] !== 'application/cloudevents+json')
    return `content-type ${headers['content-type']}`;
  const timestamp = String(headers['x-zhishou-timestamp']);
  if (!/^\d{10}$/.test(timestamp)) return `timestamp ${timestamp}`;
  if (Math.abs(now / 1000 - Number(timestamp)) > WINDOW_SECONDS) return `timestamp ${timestamp} is not fresh`;
  const expected = `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
  const given = String(headers['x-zhishou-signature']);
  if (given.length !== expected.length || !timingSafeEqual(Buffer.from(given), Buffer.from(expected))) {
    return 'signature';
  }
  const { specversion, id, source, type, time, data } = parse(body);
  if (specversion !== '1.0' || !id || !source || !type || Number.isNaN(Date.parse(time)) || !data)
    return 'not a CloudEvent';
  return undefined;
}
