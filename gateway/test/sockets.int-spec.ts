import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { WebSocket } from 'ws';
import { startGateway } from './gateway.builder.js';
import type { TestGateway } from './gateway.builder.js';
import { startToys } from './toys.builder.js';
import type { Toys } from './toys.builder.js';

const WITHIN_MS = 1_000;
const IDLE_MS = 1_000;

let toys: Toys;
let gateway: TestGateway;
/**
 * Stands where the tickets service stands: refuses every file before it has come, takes those for `/steady`, and keeps
 * an operation waiting for `answerSlow`.
 */
let service: Server;
let answerSlow: (() => void) | undefined;

beforeAll(async () => {
  toys = await startToys();
  service = createServer((request, response) => {
    request.on('error', () => undefined);
    if (request.url === '/graphql') {
      answerSlow = () => {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"slow":"done"}}');
      };
      return void request.resume();
    }
    if (request.url!.endsWith('steady')) return void request.on('end', () => response.end('taken')).resume();
    response.writeHead(400, { 'content-type': 'application/json' }).end('{"code":"BAD_USER_INPUT"}');
    request.resume();
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const { port } = service.address() as AddressInfo;
  gateway = await startGateway(toys, {
    TICKETS_URL: `http://127.0.0.1:${port}/graphql`,
    REQUEST_WITHIN_MS: String(WITHIN_MS),
    IDLE_SOCKET_MS: String(IDLE_MS),
  });
});

afterAll(async () => {
  await gateway.stop();
  service.closeAllConnections();
  service.close();
  await toys.stop();
});

interface Line {
  socket: Socket;
  /** what has come so far */
  heard: () => string;
  /** how it ended, once it has */
  ended: () => string | undefined;
}

function dial(url = gateway.url): Line {
  let heard = '';
  let ended: string | undefined;
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.setEncoding('utf8').on('data', (part: string) => (heard += part));
  socket.on('error', (error: NodeJS.ErrnoException) => (ended = error.code));
  socket.on('close', () => (ended ??= 'closed'));
  return { socket, heard: () => heard, ended: () => ended };
}

const head = (line: string, ...headers: string[]) => [line, 'host: x', ...headers, '', ''].join('\r\n');

const REFUSED = [
  [
    'a file, by the service',
    'PUT /attachments/a.b HTTP/1.1',
    'image/png',
    /^HTTP\/1\.1 400 [^]*BAD_USER_INPUT/,
  ],
  ['an operation that is too large', 'POST /graphql HTTP/1.1', 'application/json', /^HTTP\/1\.1 413 /],
  ['an operation in another type', 'POST /graphql HTTP/1.1', 'text/plain', /^HTTP\/1\.1 415 /],
  [
    'a secret that is too long',
    'POST /oauth/token HTTP/1.1',
    'application/x-www-form-urlencoded',
    /^HTTP\/1\.1 413 /,
  ],
  ['what leads nowhere', 'POST /nowhere HTTP/1.1', 'application/json', /^HTTP\/1\.1 4\d\d /],
] as const;

describe('who sends everything before listening', () => {
  it.each(
    REFUSED.flatMap((refused) => [[...refused, 'close'] as const, [...refused, 'keep-alive'] as const]),
  )(
    'hears that it was refused: %s (%s, %s, %s, connection: %s)',
    async (_, request, type, answer, connection) => {
      const { socket, heard, ended } = dial();
      socket.pause();
      const size = 8_000_000;
      const headers = [`content-type: ${type}`, `content-length: ${size}`, `connection: ${connection}`];
      socket.write(head(request, ...headers));
      await new Promise<void>((resolve) => socket.write(Buffer.alloc(size, 97), () => resolve()));
      socket.resume();
      await eventually(() => answer.test(heard()));
      expect(ended() ?? 'open').not.toMatch(/^E/);
      socket.destroy();
    },
  );

  it('is not listened to for ever', async () => {
    const { socket, ended } = dial();
    socket.write(head('PUT /attachments/a.b HTTP/1.1', 'content-length: 900000000'));
    const push = () => {
      while (!ended() && socket.write(Buffer.alloc(1_000_000)));
    };
    socket.on('drain', push);
    push();
    await eventually(() => ended() !== undefined);
    expect(socket.bytesWritten).toBeLessThan(300_000_000);
  });
});

describe('who sends too slowly is told so, and let go', () => {
  it.each([
    ['a head', 'GET / HTTP/1.1\r\nx: '],
    ['an operation', head('POST /graphql HTTP/1.1', 'content-type: application/json', 'content-length: 900')],
    [
      'a secret',
      head(
        'POST /oauth/token HTTP/1.1',
        'content-type: application/x-www-form-urlencoded',
        'content-length: 900',
      ),
    ],
    ['a file', head('PUT /attachments/steady HTTP/1.1', 'content-length: 900000')],
    ['an endless file', head('PUT /attachments/steady HTTP/1.1', 'transfer-encoding: chunked')],
  ])('%s', async (_, start) => {
    const { socket, heard, ended } = dial();
    socket.write(start);
    const byByte = setInterval(
      () => ended() ?? socket.write(start.includes('chunked') ? '1\r\na\r\n' : 'a'),
      100,
    );
    await eventually(() => ended() !== undefined);
    clearInterval(byByte);
    expect(heard()).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('but not a file that keeps coming', async () => {
    const { socket, heard } = dial();
    const part = Buffer.alloc(20_000);
    const parts = 15;
    socket.write(head('PUT /attachments/steady HTTP/1.1', `content-length: ${parts * part.length}`));
    let sent = 0;
    const timer = setInterval(() => {
      if (sent++ < parts) socket.write(part);
    }, 200);
    await eventually(() => heard() !== '');
    clearInterval(timer);
    expect([sent >= parts, heard().split('\r\n')[0]]).toEqual([true, 'HTTP/1.1 200 OK']);
    socket.destroy();
  });
});

interface Opened {
  socket: WebSocket;
  messages: { type: string }[];
  /** the code it was closed with, once it is */
  code: () => number | undefined;
}

function openSocket(url = gateway.url, headers: Record<string, string> = {}): Opened {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { headers });
  const messages: { type: string }[] = [];
  let code: number | undefined;
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as { type: string }));
  socket.on('close', (closed) => (code = closed)).on('error', () => (code ??= -1));
  return { socket, messages, code: () => code };
}

async function greeted(params: object, url = gateway.url): Promise<Opened> {
  const opened = openSocket(url);
  await new Promise((resolve) => opened.socket.once('open', resolve));
  opened.socket.send(JSON.stringify({ type: 'connection_init', payload: params }));
  await eventually(() => opened.messages.length > 0);
  return opened;
}

const ask = (id: string, query: string) => JSON.stringify({ type: 'subscribe', id, payload: { query } });

describe('a WebSocket', () => {
  it('that never says hello is closed', async () => {
    const { code } = openSocket();
    expect(await eventually(code)).toBe(4408);
  });

  it.each([
    ['of nobody', {}],
    ['of a bad token', { authorization: 'Bearer a.b.c' }],
  ])('%s that asks nothing is closed, also when it has asked before', async (_, params) => {
    expect(await eventually((await greeted(params)).code)).toBe(4401);
    const busy = await greeted(params);
    busy.socket.send(ask('1', '{ me { id } }'));
    await eventually(() => busy.messages.some(({ type }) => type === 'next' || type === 'error'));
    expect(await eventually(busy.code)).toBe(4401);
  });

  it.each([
    { type: 'connection_ack' },
    { type: 'next', id: '1', payload: { data: {} } },
    { type: 'error', id: '1', payload: [] },
    { type: 'nonsense' },
  ])('that sends what no client does is closed as the client’s fault: $type', async (message) => {
    const authorization = await gateway.issuer.bearer({ id: 'psn_1', role: 'BUREAU_REPORTER' });
    const { socket, code } = await greeted({ authorization });
    socket.send(JSON.stringify(message));
    expect(await eventually(code)).toBe(4400);
  });

  it('of somebody stays', async () => {
    const authorization = await gateway.issuer.bearer({ id: 'psn_1', role: 'BUREAU_REPORTER' });
    const mine = await greeted({ authorization });
    const nobodys = await greeted({});
    expect(await eventually(nobodys.code)).toBe(4401);
    expect(mine.code()).toBeUndefined();
    mine.socket.send(ask('1', '{ me { id } }'));
    await eventually(() => mine.messages.some(({ type }) => type === 'complete'));
    mine.socket.close();
  });

  it('is not closed while it waits for what it asked', async () => {
    const busy = await greeted({});
    busy.socket.send(ask('1', 'mutation { slow }'));
    await eventually(() => answerSlow !== undefined);
    const idle = await greeted({});
    expect(await eventually(idle.code)).toBe(4401);
    expect(busy.code()).toBeUndefined();
    expect(busy.messages.map(({ type }) => type)).toEqual(['connection_ack']);
    answerSlow!();
    expect(await eventually(busy.code)).toBe(4401);
    expect(busy.messages).toContainEqual({ id: '1', type: 'next', payload: { data: { slow: 'done' } } });
  });
});

describe('connections of one address', () => {
  it('are so many and no more, until one closes', async () => {
    const strict = await startGateway(toys, { LIMIT_SOCKETS: '3' });
    const lines = [1, 2, 3].map(() => dial(strict.url));
    await eventually(() => lines.every(({ socket }) => !socket.connecting));
    const fourth = dial(strict.url);
    await eventually(() => fourth.ended() !== undefined);
    expect(fourth.heard()).toMatch(/^HTTP\/1\.1 429 /);
    lines[0]!.socket.destroy();
    await eventually(async () => {
      const again = dial(strict.url);
      again.socket.write(head('GET /health/live HTTP/1.1', 'connection: close'));
      await eventually(() => again.ended() !== undefined);
      return again.heard().startsWith('HTTP/1.1 200 ');
    });
    for (const { socket } of lines) socket.destroy();
    await strict.stop();
  });

  it('are counted by whom the trusted proxy names, of IPv6 by its /64', async () => {
    const strict = await startGateway(toys, { LIMIT_SOCKETS: '2', TRUSTED_PROXIES: 'loopback' });
    const from = (address: string) => openSocket(strict.url, { 'x-forwarded-for': address });
    const isOpen = ({ socket }: Opened) => eventually(() => socket.readyState === WebSocket.OPEN);
    const two = [from('2001:db8::1'), from('2001:db8::2:1')];
    await Promise.all(two.map(isOpen));
    const third = from('2001:db8:0:0:ffff::9');
    expect(await eventually(third.code)).toBe(1006);
    await isOpen(from('2001:db8:0:1::1'));
    await isOpen(from('10.0.0.1'));
    await strict.stop();
  });
});
