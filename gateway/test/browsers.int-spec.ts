import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { post, send } from './client.builder.js';
import { startGateway } from './gateway.builder.js';
import type { TestGateway } from './gateway.builder.js';
import { startToys } from './toys.builder.js';
import type { Toys } from './toys.builder.js';

const OURS = 'https://desk.example';
const FOREIGN = 'https://elsewhere.example';
const MUTATION = 'mutation { report(input: { severity: MAJOR, summary: "x" }) { id } }';

let toys: Toys;
let gateway: TestGateway;
let open: TestGateway;
beforeAll(async () => {
  toys = await startToys();
  gateway = await startGateway(toys, { CORS_ORIGINS: `${OURS}, https://second.example` });
  open = await startGateway(toys, { GRAPHIQL: 'true', HSTS_SECONDS: '31536000' });
});
// Rude clients leave connections behind; a stop waits for those in flight, as process.int-spec proves.
const hangUp = ({ app }: TestGateway) => app.getHttpServer().closeAllConnections();
afterAll(async () => {
  [gateway, open].forEach(hangUp);
  await gateway.stop();
  await open.stop();
  await toys.stop();
});

const arrived = () => toys.directory.received.length + toys.tickets.received.length;
const preflight = (url: string, origin: string) =>
  fetch(url, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });

describe('a page of another origin', () => {
  it('may call where the origin is listed', async () => {
    const asked = await preflight(gateway.url, OURS);
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe(OURS);
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');
    const { headers, errors } = await post(gateway.url, '{ me { id } }', undefined, { origin: OURS });
    expect(errors).toBeUndefined();
    expect(headers.get('access-control-allow-origin')).toBe(OURS);
    expect(headers.get('access-control-expose-headers')).toContain('retry-after');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('vary')?.toLowerCase()).toContain('origin');
  });

  it.each([FOREIGN, 'null', `${OURS}.elsewhere.example`])('may not where it is not: %s', async (origin) => {
    for (const { url } of [gateway, open]) {
      const asked = await preflight(url, origin);
      expect(asked.headers.get('access-control-allow-origin')).toBeNull();
      const { headers } = await post(url, '{ me { id } }', undefined, { origin });
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('opens no WebSocket unless it is listed', async () => {
    const connect = async (origin?: string): Promise<string> => {
      const socket = new WebSocket(gateway.url.replace(/^http/, 'ws'), 'graphql-transport-ws', { origin });
      const outcome = await new Promise<string>((resolve) => {
        socket.on('open', () => resolve('open'));
        socket.on('error', (error) => resolve(error.message));
      });
      socket.terminate();
      return outcome;
    };
    expect(await connect(FOREIGN)).toContain('403');
    expect(await connect('null')).toContain('403');
    expect(await connect(OURS)).toBe('open');
    expect(await connect(new URL(gateway.url).origin)).toBe('open');
    expect(await connect()).toBe('open');
  });
});

describe('what a browser sends for any page without asking', () => {
  it.each([
    ['a form', 'application/x-www-form-urlencoded', `query=${encodeURIComponent(MUTATION)}`],
    [
      'a form with files',
      'multipart/form-data; boundary=x',
      `--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n${MUTATION}\r\n--x--`,
    ],
    ['plain text', 'text/plain', JSON.stringify({ query: MUTATION })],
    ['plain text that names JSON', 'text/plain; application/json', JSON.stringify({ query: MUTATION })],
    ['a bare query', 'application/graphql', MUTATION],
  ])('runs nothing as %s', async (_, type, body) => {
    const before = arrived();
    const { status, errors } = await send(gateway.url, body, { 'content-type': type, origin: FOREIGN });
    expect(status).toBe(415);
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
    expect(arrived()).toBe(before);
  });

  it('runs nothing without a type, nor with the query in the address', async () => {
    const before = arrived();
    const untyped = await fetch(gateway.url, {
      method: 'POST',
      body: new Blob([JSON.stringify({ query: MUTATION })]),
    });
    const inAddress = await fetch(`${gateway.url}?query=${encodeURIComponent(MUTATION)}`, { method: 'POST' });
    expect([untyped.status, inAddress.status].every((status) => status >= 400)).toBe(true);
    expect(arrived()).toBe(before);
  });

  it.each(['*/*', 'text/html', 'text/event-stream'])('runs nothing as GET for %s', async (accept) => {
    const before = arrived();
    for (const { url } of [gateway, open]) {
      const response = await fetch(`${url}?query=${encodeURIComponent('{ me { id } }')}`, {
        headers: { accept },
      });
      expect(await response.text()).not.toContain('psn_1');
    }
    expect(arrived()).toBe(before);
  });
});

describe('GET', () => {
  const get = (query: string, more: Record<string, string> = {}) =>
    fetch(`${gateway.url}?${new URLSearchParams({ query, ...more }).toString()}`, {
      headers: { 'x-request-id': 'r-1' },
    });

  it('answers queries', async () => {
    expect(await (await get('{ me { id } }')).json()).toEqual({ data: { me: { id: 'psn_1' } } });
  });

  it.each(['{', 'words', '[}'])('is refused with variables that are no JSON: %s', async (variables) => {
    const answer = await get('{ me { id } }', { variables });
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it('never runs a mutation', async () => {
    const before = arrived();
    expect((await get(MUTATION)).status).toBe(405);
    expect(arrived()).toBe(before);
  });
});

describe('the schema', () => {
  const introspection = '{ __schema { types { name } } }';

  it('is told nobody, not by guessing either', async () => {
    for (const query of [introspection, '{ __type(name: "Person") { name } }']) {
      const { errors, data } = await post(gateway.url, query);
      expect(data).toBeUndefined();
      expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
    }
    const { errors } = await post(gateway.url, '{ peopl { totalCount } }');
    expect(errors?.[0]?.message).toBe('Cannot query field "peopl" on type "Query".');
    expect((await post(gateway.url, '{ __typename me { __typename } }')).errors).toBeUndefined();
  });

  it('is told where GraphiQL is, unless switched off', async () => {
    expect((await post(open.url, introspection)).errors).toBeUndefined();
    const closed = await startGateway(toys, { GRAPHIQL: 'true', INTROSPECTION: 'false' });
    expect((await post(closed.url, introspection)).errors).toBeDefined();
    await closed.stop();
  });
});

describe('headers that bind browsers', () => {
  const health = (url: string) => url.replace('/graphql', '/health/live');

  it('stand on every answer', async () => {
    const answers = [
      await fetch(health(gateway.url)),
      await fetch(gateway.url),
      await fetch(gateway.url, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' }),
      await post(gateway.url, '{ me { id } }'),
    ];
    for (const { headers } of answers) {
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
    }
  });

  it('let GraphiQL run, in no frame, and ask for TLS where the gateway is behind it', async () => {
    const { headers, body } = await fetch(open.url, { headers: { accept: 'text/html' } });
    await body?.cancel(); // a page of megabytes that nobody reads would hold its connection
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("default-src 'self' 'unsafe-inline'");
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
  });
});

it('X-Forwarded-For is not believed unless the proxy is trusted', async () => {
  await post(gateway.url, '{ me { id } }', undefined, { 'x-forwarded-for': '203.0.113.7' });
  expect(toys.directory.received.at(-1)?.['x-zhishou-address']).toBe('127.0.0.1');
});
