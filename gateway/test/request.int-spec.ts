import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { overSse, overWebSocket, post } from './client.builder.js';
import { startGateway } from './gateway.builder.js';
import type { TestGateway } from './gateway.builder.js';
import { startToys } from './toys.builder.js';
import type { Toys } from './toys.builder.js';

let toys: Toys;
let gateway: TestGateway;
beforeAll(async () => {
  toys = await startToys();
  gateway = await startGateway(toys, { TRUSTED_PROXIES: 'loopback' });
});
afterAll(async () => {
  await gateway.stop();
  await toys.stop();
});

const seen = () => toys.directory.received.at(-1) ?? {};

describe('the request id', () => {
  it('of a client goes to the subgraph and back', async () => {
    const { headers } = await post(gateway.url, '{ me { id } }', undefined, {
      'x-request-id': 'from.client-1',
    });
    expect(headers.get('x-request-id')).toBe('from.client-1');
    expect(seen()['x-request-id']).toBe('from.client-1');
  });

  it.each(['with spaces in it', 'x'.repeat(65), '{"$ne":1}'])('is made anew for %s', async (given) => {
    const { headers } = await post(gateway.url, '{ me { id } }', undefined, { 'x-request-id': given });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(seen()['x-request-id']).toBe(headers.get('x-request-id'));
  });
});

describe('what goes upstream', () => {
  it('is the token, the request id and the client’s address, and nothing else of the client’s', async () => {
    const authorization = await gateway.issuer.bearer({ id: 'psn_1', role: 'AUDITOR' });
    await post(gateway.url, '{ me { id } }', undefined, {
      authorization,
      'x-forwarded-for': '203.0.113.7',
      'x-zhishou-address': '6.6.6.6',
      'x-user': 'admin',
      cookie: 'a=b',
      'x-request-id': 'r-1',
    });
    const { host, connection, accept, ...rest } = seen();
    expect(rest).toEqual({
      authorization,
      'x-request-id': 'r-1',
      'x-zhishou-address': '203.0.113.7',
      'content-type': 'application/json',
      'content-length': expect.any(String),
      'accept-encoding': expect.any(String),
      'user-agent': expect.any(String),
    });
  });

  it('is never another caller’s, however alike the queries', async () => {
    const [one, two] = await Promise.all([
      gateway.issuer.bearer({ id: 'psn_1', role: 'AUDITOR' }),
      gateway.issuer.bearer({ id: 'psn_2', role: 'AUDITOR' }),
    ]);
    const before = toys.directory.received.length;
    await Promise.all(
      [one, two, one].map((authorization) =>
        post(gateway.url, '{ me { id } }', undefined, { authorization, 'x-request-id': 'same' }),
      ),
    );
    const arrived = toys.directory.received.slice(before).map(({ authorization }) => authorization);
    expect(new Set(arrived)).toEqual(new Set([one, two]));
  });
});

describe('a token', () => {
  it('may be missing', async () => {
    expect((await post(gateway.url, '{ me { id } }')).errors).toBeUndefined();
  });

  it.each(['Bearer nonsense', 'Bearer a.b.c', 'Basic YTpi'])(
    'that is bad is turned away at once: %s',
    async (authorization) => {
      const before = toys.directory.received.length;
      const { errors, status } = await post(gateway.url, '{ me { id } }', undefined, { authorization });
      expect(status).toBe(200);
      expect(errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
      expect(toys.directory.received.length).toBe(before);
    },
  );

  it('that is bad opens no subscription', async () => {
    const query = 'subscription { ticketChanged { id } }';
    for (const open of [overSse, overWebSocket]) {
      const stream = open(gateway.url, query, { authorization: 'Bearer a.b.c' });
      await eventually(() => stream.ended());
      expect(JSON.stringify([stream.events, stream.ended()])).toContain('UNAUTHENTICATED');
      stream.stop();
    }
    expect(toys.tickets.live()).toBe(0);
  });
});

describe('GraphiQL', () => {
  const page = (url: string) => fetch(url, { headers: { accept: 'text/html' } });

  it('is not served unless asked for', async () => {
    expect(await (await page(gateway.url)).text()).not.toContain('<html');
  });

  it('comes whole, loading nothing from elsewhere', async () => {
    const withPage = await startGateway(toys, { GRAPHIQL: 'true' });
    const html = await (await page(withPage.url)).text();
    expect(html).toContain('<title>值守 Zhishou</title>');
    expect(html).not.toMatch(/<(script|link)[^>]+(src|href)=["']?https?:/);
    await withPage.stop();
  });
});
