import { createServer, type IncomingMessage, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGateway } from './gateway.builder.js';
import type { TestGateway } from './gateway.builder.js';
import { startToys } from './toys.builder.js';
import type { Toys } from './toys.builder.js';

const FORM = 'application/x-www-form-urlencoded';

let toys: Toys;
let gateway: TestGateway;
/** stands where the directory stands; each test says what it answers */
let directory: Server;
let status: number;
let headers: Record<string, string>;
let requests: { request: IncomingMessage; body: string }[];

beforeAll(async () => {
  toys = await startToys();
  directory = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      requests.push({ request, body });
      response.writeHead(status, headers).end('{"answer":"of the directory"}');
    });
  });
  await new Promise<void>((resolve) => directory.listen(0, '127.0.0.1', resolve));
  const { port } = directory.address() as AddressInfo;
  gateway = await startGateway(toys, {
    DIRECTORY_URL: `http://127.0.0.1:${port}/graphql`,
    CORS_ORIGINS: 'https://desk.example',
  });
});

beforeEach(() => {
  requests = [];
  status = 200;
  headers = { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-internal': 'secret' };
});

afterAll(async () => {
  await gateway.stop();
  directory.closeAllConnections();
  directory.close();
  await toys.stop();
});

const address = (at = gateway) => new URL('/oauth/token', at.url);
const ask = (init: RequestInit = {}, at = gateway) =>
  fetch(address(at), {
    method: 'POST',
    body: 'grant_type=client_credentials',
    ...init,
    headers: { 'content-type': FORM, ...(init.headers as Record<string, string>) },
  });

describe('a program that asks for a token', () => {
  it('reaches the directory with its credentials, the request id and its address, and nothing else', async () => {
    const answer = await ask({
      headers: {
        authorization: 'Basic bWNoOnNlY3JldA==',
        'x-request-id': 'token-1',
        'x-zhishou-address': '10.0.0.1',
        cookie: 'a=b',
      },
    });
    expect([answer.status, await answer.json()]).toEqual([200, { answer: 'of the directory' }]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('pragma')).toBe('no-cache');
    expect(answer.headers.get('x-request-id')).toBe('token-1');
    expect(answer.headers.has('x-internal')).toBe(false);
    const [arrived] = requests;
    expect([arrived?.request.method, arrived?.request.url, arrived?.body]).toEqual([
      'POST',
      '/oauth/token',
      'grant_type=client_credentials',
    ]);
    expect(arrived?.request.headers).toMatchObject({
      authorization: 'Basic bWNoOnNlY3JldA==',
      'content-type': FORM,
      'x-request-id': 'token-1',
      'x-zhishou-address': '127.0.0.1',
    });
    expect(arrived?.request.headers.cookie).toBeUndefined();
  });

  it('is told how to identify itself, and when to come again', async () => {
    status = 401;
    headers['www-authenticate'] = 'Basic realm="zhishou"';
    const refused = await ask();
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
      401,
      headers['www-authenticate'],
    ]);
    status = 429;
    headers['retry-after'] = '4';
    expect((await ask()).headers.get('retry-after')).toBe('4');
  });

  it('sends nothing in the address', async () => {
    await fetch(new URL('/oauth/token?client_secret=x', gateway.url), { method: 'POST' });
    expect(requests.map(({ request }) => request.url)).toEqual(['/oauth/token']);
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('must not use %s', async (method) => {
    const body = method === 'PUT' ? 'a=b' : undefined;
    const answer = await ask({ method, body });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await answer.json()).toMatchObject({ error: 'invalid_request' });
    expect(requests).toEqual([]);
  });

  it.each(['application/json', 'text/plain', 'multipart/form-data'])('must not send %s', async (type) => {
    const answer = await ask({ headers: { 'content-type': type } });
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_request' }]);
    expect(requests).toEqual([]);
  });

  it('must be brief, whether or not it says its length', async () => {
    const long = `scope=${'x'.repeat(8_000)}`;
    const said = await ask({ body: long });
    expect([said.status, await said.json()]).toMatchObject([413, { error: 'invalid_request' }]);
    expect(said.headers.get('cache-control')).toBe('no-store');
    const unsaid = await new Promise<number | undefined>((resolve, reject) => {
      const sending = httpRequest(address(), { method: 'POST', headers: { 'content-type': FORM } });
      sending.on('response', (answer) => resolve(answer.resume().statusCode)).on('error', reject);
      sending.write(long);
      sending.end();
    });
    expect(unsaid).toBe(413);
    expect(requests).toEqual([]);
  });

  it('is no page of another site', async () => {
    const answer = await ask({ headers: { origin: 'https://desk.example' } });
    expect(answer.headers.has('access-control-allow-origin')).toBe(false);
  });
});

it('asking too often is refused', async () => {
  const strict = await startGateway(toys, {
    DIRECTORY_URL: `http://127.0.0.1:${(directory.address() as AddressInfo).port}/graphql`,
    RATE_SIGN_IN: '1',
  });
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask({}, strict)));
  const refused = answers.find(({ status: code }) => code === 429);
  expect(refused?.headers.get('retry-after')).toMatch(/^[1-5]$/);
  expect(await refused?.json()).toMatchObject({ error: 'temporarily_unavailable' });
  await strict.stop();
});

it('says so while the directory is away', async () => {
  const away = await startGateway(toys, { DIRECTORY_URL: 'http://127.0.0.1:9/graphql' });
  const answer = await ask({}, away);
  expect([answer.status, await answer.json()]).toMatchObject([503, { error: 'temporarily_unavailable' }]);
  await away.stop();
});
