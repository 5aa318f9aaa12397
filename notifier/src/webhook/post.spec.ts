import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createPoster, type Poster } from './post.js';
import { parseWebhooks } from './webhook.js';

let server: Server | undefined;
let poster: Poster | undefined;

/** A poster to a server on this machine that answers as `listener` does. */
async function posterTo(listener: RequestListener, timeout = 5_000): Promise<Poster> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const [webhook] = parseWebhooks([{ url: `http://127.0.0.1:${port}/`, secret: '0123456789abcdef' }]);
  if (!webhook) throw new Error('no webhook');
  poster = createPoster(webhook, timeout);
  return poster;
}

afterEach(() => {
  poster?.close();
  server?.closeAllConnections();
  server?.close();
});

describe('post', () => {
  it.each([200, 202, 204, 299])('takes %i as delivered', async (status) => {
    const to = await posterTo((_, response) => response.writeHead(status).end());
    expect(await to.post('{}')).toEqual({ delivered: true });
  });

  it.each([301, 307, 400, 404, 410, 500])('takes %i as a problem', async (status) => {
    const to = await posterTo((_, response) => response.writeHead(status, { location: '/other' }).end());
    expect(await to.post('{}')).toEqual({
      delivered: false,
      problem: `HTTP ${status}`,
      retryAfter: undefined,
    });
  });

  it('tells what the receiver asks to wait', async () => {
    const to = await posterTo((_, response) => response.writeHead(429, { 'retry-after': '7' }).end());
    expect(await to.post('{}')).toEqual({ delivered: false, problem: 'HTTP 429', retryAfter: 7_000 });
  });

  it('gives up on a receiver that does not answer in time', async () => {
    const to = await posterTo(() => undefined, 50);
    expect(await to.post('{}')).toEqual({ delivered: false, problem: 'no answer within 50 ms' });
  });

  it('tells that nobody listens', async () => {
    const to = await posterTo((_, response) => response.end());
    await new Promise((resolve) => server?.close(resolve));
    expect(await to.post('{}')).toEqual({ delivered: false, problem: 'ECONNREFUSED' });
  });

  it('keeps the connection, and does not take its end for a failed try', async () => {
    const sockets = new Set<Socket>();
    const to = await posterTo((request, response) => {
      // what a receiver does that is restarted between two notices
      if (sockets.has(request.socket)) request.socket.resetAndDestroy();
      else response.end();
      sockets.add(request.socket);
    });
    expect(await to.post('{}')).toEqual({ delivered: true });
    expect(await to.post('{}')).toEqual({ delivered: true });
    expect(sockets.size).toBe(2);
  });

  it('sends the bytes it signs', async () => {
    let got = '';
    const to = await posterTo((request, response) => {
      request.setEncoding('utf8').on('data', (chunk: string) => (got += chunk));
      request.on('end', () => response.end());
    });
    await to.post('{"assetName":"视频会议服务器"}');
    expect(got).toBe('{"assetName":"视频会议服务器"}');
  });
});
