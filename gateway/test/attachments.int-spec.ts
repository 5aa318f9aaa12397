import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { startGateway } from './gateway.builder.js';
import type { TestGateway } from './gateway.builder.js';
import { startToys } from './toys.builder.js';
import type { Toys } from './toys.builder.js';

type Serve = Parameters<typeof createServer>[1];

let toys: Toys;
let gateway: TestGateway;
/** stands where the services of files and documents stand; each test says what it does */
let service: Server;
let serve: NonNullable<Serve>;
let requests: IncomingMessage[];

beforeAll(async () => {
  toys = await startToys();
  service = createServer((request, response) => {
    requests.push(request);
    serve(request, response);
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const { port } = service.address() as AddressInfo;
  gateway = await startGateway(toys, {
    TICKETS_URL: `http://127.0.0.1:${port}/graphql`,
    INSPECTIONS_URL: `http://127.0.0.1:${port}/graphql`,
    CORS_ORIGINS: 'https://desk.example',
  });
});

beforeEach(() => {
  requests = [];
  serve = (_request, response) => response.end();
});

afterAll(async () => {
  await gateway.stop();
  service.closeAllConnections();
  service.close();
  await toys.stop();
});

const address = (token = 'a.b') => new URL(`/attachments/${token}`, gateway.url);

async function read(request: IncomingMessage) {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

describe('a file on its way through the gateway', () => {
  it('arrives whole, with the request id and the client’s address and nothing else of the client’s', async () => {
    const bytes = randomBytes(3_000_000);
    let arrived = Buffer.alloc(0);
    serve = (request, response) => {
      void read(request).then((body) => {
        arrived = body;
        response.writeHead(201, { 'content-type': 'application/json', 'x-internal': 'secret' }).end('{}');
      });
    };
    const answer = await fetch(address(), {
      method: 'PUT',
      body: bytes,
      headers: {
        'content-type': 'image/jpeg',
        'x-request-id': 'upload-1',
        'x-zhishou-address': '10.0.0.1',
        authorization: 'Bearer x',
        cookie: 'a=b',
      },
    });
    expect([answer.status, await answer.text(), answer.headers.get('x-internal')]).toEqual([201, '{}', null]);
    expect(answer.headers.get('x-request-id')).toBe('upload-1');
    expect(arrived.equals(bytes)).toBe(true);
    const { connection: _, host: __, ...headers } = requests[0]!.headers;
    expect(headers).toEqual({
      'content-type': 'image/jpeg',
      'content-length': '3000000',
      'x-request-id': 'upload-1',
      'x-zhishou-address': '127.0.0.1',
    });
  });

  it('comes back with what binds browsers, in part where a part was asked for', async () => {
    serve = (_request, response) => {
      response.writeHead(206, {
        'content-type': 'audio/mpeg',
        'content-range': 'bytes 1-2/4',
        'content-length': 2,
        'content-security-policy': "default-src 'none'; sandbox",
        'content-disposition': 'attachment',
      });
      response.end('bc');
    };
    const answer = await fetch(address(), { headers: { range: 'bytes=1-2' } });
    expect([answer.status, await answer.text()]).toEqual([206, 'bc']);
    expect(requests[0]!.headers.range).toBe('bytes=1-2');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'audio/mpeg',
      'content-range': 'bytes 1-2/4',
      'content-disposition': 'attachment',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it('does not pile up here while the service takes its time', async () => {
    const total = 64_000_000;
    let taken = 0;
    let more: () => void = () => undefined;
    serve = (request, response) => {
      request.once('readable', () => {
        more = () => {
          request.on('data', (part: Buffer) => (taken += part.length)).on('end', () => response.end());
        };
      });
    };
    let sent = 0;
    const chunk = Buffer.alloc(64_000);
    const sending = httpRequest(address(), { method: 'PUT', headers: { 'content-length': total } });
    const answered = new Promise((resolve) => sending.on('response', resolve));
    const push = (): void => {
      while (sent < total) {
        sent += chunk.length;
        if (!sending.write(chunk)) return void sending.once('drain', push);
      }
      sending.end();
    };
    push();
    await eventually(() => requests.length === 1);
    const stuck = await untilStill(() => sent);
    expect(stuck).toBeLessThan(total / 2);
    more();
    await answered;
    expect(taken).toBe(total);
  });

  it.each([
    ['that keeps it', 'tickets/a.b', '/attachments/a.b'],
    ['of the tickets where none is named, as in addresses of old', 'a.b', '/attachments/a.b'],
    ['of the tickets where the one named keeps no files', 'directory/a.b', '/attachments/directory%2Fa.b'],
  ])('goes to the service %s', async (_, token, asked) => {
    await fetch(address(token));
    expect(requests.map(({ url }) => url)).toEqual([asked]);
  });

  it.each(['GET', 'PUT'])('%s leads nowhere but to attachments', async (method) => {
    const body = method === 'PUT' ? 'x' : undefined;
    await fetch(address('..%2f..%2fgraphql?a=b'), { method, body });
    expect(requests.map(({ url }) => url)).toEqual(['/attachments/..%2F..%2Fgraphql']);
  });

  it.each(['POST', 'DELETE', 'HEAD'])('%s is not for attachments', async (method) => {
    expect((await fetch(address(), { method })).status).toBe(404);
    expect(requests).toEqual([]);
  });

  it('a refusal reaches a sender that is still sending', async () => {
    serve = (request, response) => {
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"code":"BAD_USER_INPUT"}');
      request.resume();
    };
    const answer = await fetch(address(), { method: 'PUT', body: randomBytes(20_000_000) });
    expect([answer.status, await answer.json()]).toEqual([400, { code: 'BAD_USER_INPUT' }]);
  });

  it('a sender that goes away is gone for the service too', async () => {
    let aborted = false;
    serve = (request) => request.on('error', () => (aborted = true)).resume();
    const sending = httpRequest(address(), { method: 'PUT', headers: { 'content-length': 1000 } });
    sending.on('error', () => undefined).write('half');
    await eventually(() => requests.length === 1);
    sending.destroy();
    await eventually(() => aborted);
  });

  it('may be sent by a page of a listed origin', async () => {
    const asked = await fetch(address(), {
      method: 'OPTIONS',
      headers: { origin: 'https://desk.example', 'access-control-request-method': 'PUT' },
    });
    expect(asked.headers.get('access-control-allow-origin')).toBe('https://desk.example');
    expect(asked.headers.get('access-control-allow-methods')).toContain('PUT');
    expect(requests).toEqual([]);
  });
});

describe('a document on its way through the gateway', () => {
  const document = (path: string) => new URL(`/documents/${path}`, gateway.url);

  it('comes from the service that makes it, with its name', async () => {
    const name = `attachment; filename="__.docx"; filename*=UTF-8''%E8%AE%A1%E5%88%92.docx`;
    serve = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/x-office', 'content-disposition': name });
      response.end('bytes');
    };
    const answer = await fetch(document('inspections/a.b'));
    expect([answer.status, await answer.text()]).toEqual([200, 'bytes']);
    expect(answer.headers.get('content-type')).toBe('application/x-office');
    expect(answer.headers.get('content-disposition')).toBe(name);
    expect(requests.map(({ url }) => url)).toEqual(['/documents/a.b']);
  });

  it.each(['tickets/a.b', 'directory/a.b', 'a.b', ''])('is not asked for at %j', async (path) => {
    const answer = await fetch(document(path));
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'NOT_FOUND' }]);
    expect(requests).toEqual([]);
  });

  it.each(['PUT', 'POST', 'DELETE', 'HEAD'])('%s is not for documents', async (method) => {
    expect((await fetch(document('inspections/a.b'), { method })).status).toBe(404);
    expect(requests).toEqual([]);
  });
});

describe('when the service gives no answer', () => {
  it('a sender is told that it cannot be known what became of the file', async () => {
    serve = (request) => void read(request).then(() => request.socket.destroy());
    const answer = await fetch(address(), { method: 'PUT', body: 'x' });
    expect([answer.status, await answer.json()]).toMatchObject([
      503,
      { code: 'UNAVAILABLE', message: expect.stringMatching(/may or may not have been taken/) },
    ]);
  });

  it('nobody is told so where the service was never reached', async () => {
    const away = await startGateway(toys, { TICKETS_URL: 'http://127.0.0.1:9/graphql' });
    for (const init of [{}, { method: 'PUT', body: 'x' }]) {
      const answer = await fetch(new URL('/attachments/a.b', away.url), init);
      expect([answer.status, await answer.json()]).toMatchObject([
        503,
        { code: 'UNAVAILABLE', message: expect.stringMatching(/Nothing was changed/) },
      ]);
    }
    await away.stop();
  });
});

it('asking too often is refused', async () => {
  const strict = await startGateway(toys, { RATE_ADDRESS: '1' });
  const ask = () => fetch(new URL('/attachments/a.b', strict.url));
  const answers = await Promise.all(Array.from({ length: 8 }, ask));
  const refused = answers.find(({ status }) => status === 429);
  expect(refused?.headers.get('retry-after')).toMatch(/^[1-5]$/);
  expect(await refused?.json()).toMatchObject({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
  await strict.stop();
});

/** What a number has come to once it stays the same for a while. */
async function untilStill(look: () => number): Promise<number> {
  let before = -1;
  await eventually(
    () => {
      const now = look();
      const still = now === before && now > 0;
      before = now;
      return still;
    },
    { every: 300 },
  );
  return before;
}
