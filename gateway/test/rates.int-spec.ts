import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { overSse, overWebSocket, post } from './client.builder.js';
import type { Answer } from './client.builder.js';
import { startGateway } from './gateway.builder.js';
import type { TestGateway } from './gateway.builder.js';
import { startToys } from './toys.builder.js';
import type { Toys } from './toys.builder.js';

/** What 2 a second makes of the five seconds counted together. */
const PASSING = 10;
const RATES = {
  RATE_PERSON: '2',
  RATE_ADDRESS: '6',
  RATE_ANONYMOUS: '1',
  RATE_SIGN_IN: '1',
  RATE_MUTATIONS: '1',
};
const REFUSED = {
  message: expect.stringMatching(/^Too many attempts; try again in [1-5] s$/),
  extensions: { code: 'RATE_LIMITED', retryAfter: expect.any(Number) },
};

let toys: Toys;
let gateway: TestGateway;
let addresses = 0;
beforeAll(async () => {
  toys = await startToys();
  gateway = await startGateway(toys, { ...RATES, LIMIT_STREAMS: '2', TRUSTED_PROXIES: 'loopback' });
});
afterAll(async () => {
  await gateway.stop();
  await toys.stop();
});

const newAddress = () => `203.0.113.${++addresses}`;
const tokenOf = (id: string) => gateway.issuer.bearer({ id, role: 'AUDITOR' });
const ask = (headers: Record<string, string>, query = '{ me { id } }') =>
  post(gateway.url, query, undefined, headers);
const refusedOf = (answers: Answer[]) => answers.filter(({ errors }) => errors !== undefined);

async function times(count: number, send: () => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: count }, send));
}

describe('operations a second', () => {
  it('are bounded for a person, wherever it calls from, and for nobody else', async () => {
    const authorization = await tokenOf('psn_busy');
    const before = toys.directory.received.length;
    const answers = await times(PASSING + 3, () => ask({ authorization, 'x-forwarded-for': newAddress() }));
    expect(refusedOf(answers).map(({ errors }) => errors)).toEqual([[REFUSED], [REFUSED], [REFUSED]]);
    expect(toys.directory.received.length).toBeLessThanOrEqual(before + PASSING);
    const other = await ask({ authorization: await tokenOf('psn_calm') });
    expect(other.errors).toBeUndefined();
  });

  it('are bounded for an address, however many people call from it', async () => {
    const address = newAddress();
    const answers = await Promise.all(
      Array.from({ length: 32 }, async (_, index) =>
        ask({ authorization: await tokenOf(`psn_crowd${index}`), 'x-forwarded-for': address }),
      ),
    );
    expect(refusedOf(answers)).toHaveLength(2);
  });

  it('are bounded more tightly without a good token, by address', async () => {
    const address = newAddress();
    const good = await times(3, () => ask({ 'x-forwarded-for': address }));
    expect(refusedOf(good)).toEqual([]);
    const bad = await times(3, () => ask({ 'x-forwarded-for': address, authorization: 'Bearer a.b.c' }));
    const codes = bad.map(({ errors }) => errors?.[0]?.extensions?.code);
    expect(codes.sort()).toEqual(['RATE_LIMITED', 'UNAUTHENTICATED', 'UNAUTHENTICATED']);
    expect((await ask({ 'x-forwarded-for': newAddress() })).errors).toBeUndefined();
  });

  it('leave sign-ins their own bound, each counted', async () => {
    const headers = { 'x-forwarded-for': newAddress() };
    const asked = await times(8, () => ask(headers));
    expect(refusedOf(asked)).toHaveLength(3);
    const login = 'login(input: {username: "a", password: "b"}) { token }';
    const codes = async (count: number) => {
      const fields = Array.from({ length: count }, (_, n) => `l${n}: ${login}`).join(' ');
      const { errors } = await ask(headers, `mutation { ${fields} }`);
      return errors?.[0]?.extensions?.code;
    };
    expect(await codes(4)).toBe('BAD_USER_INPUT');
    expect(await codes(1)).toBe('BAD_USER_INPUT');
    expect(await codes(1)).toBe('RATE_LIMITED');
  });

  it('count the whole network of an IPv6 address', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => ask({ 'x-forwarded-for': `2001:db8::${index + 1}` })),
    );
    expect(refusedOf(answers)).toHaveLength(1);
    expect((await ask({ 'x-forwarded-for': '2001:db8:0:1::1' })).errors).toBeUndefined();
  });

  it('are counted over WebSocket too', async () => {
    const authorization = await tokenOf('psn_socket');
    await times(PASSING, () => ask({ authorization }));
    const stream = overWebSocket(gateway.url, '{ me { id } }', { authorization });
    await eventually(() => stream.ended());
    expect(JSON.stringify([stream.events, stream.ended()])).toContain('RATE_LIMITED');
    expect(JSON.stringify([stream.events, stream.ended()])).not.toContain('"http"');
    stream.stop();
  });
});

describe('what a person asks for in a minute', () => {
  /** a page of nothing with its count, thrice: 603 */
  const counts = `{ ${['a', 'b', 'c'].map((name) => `${name}: people(first: 0) { totalCount }`).join(' ')} }`;
  let frugal: TestGateway;
  beforeAll(async () => {
    frugal = await startGateway(toys, { RATE_COST: '1300' });
  });
  afterAll(() => frugal.stop());
  const askFor = async (id: string, query: string) =>
    post(frugal.url, query, undefined, {
      authorization: await frugal.issuer.bearer({ id, role: 'AUDITOR' }),
    });

  it('is bounded by what it costs, whatever cheaper passes', async () => {
    for (let n = 0; n < 2; n++) expect((await askFor('psn_dear', counts)).errors).toBeUndefined();
    const before = toys.directory.received.length;
    const refused = await askFor('psn_dear', counts);
    expect(refused.errors).toEqual([
      {
        message: expect.stringMatching(/^Too many attempts; try again in \d+ s$/),
        extensions: { code: 'RATE_LIMITED', retryAfter: expect.any(Number) },
      },
    ]);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(toys.directory.received.length).toBe(before);
    expect((await askFor('psn_dear', '{ me { id } }')).errors).toBeUndefined();
    expect((await askFor('psn_other', counts)).errors).toBeUndefined();
  });

  it('ends with all of it spent', async () => {
    const many = `{ ${Array.from({ length: 6 }, (_, n) => `a${n}: people(first: 0) { totalCount }`).join(' ')} }`;
    expect((await askFor('psn_spent', many)).errors).toBeUndefined();
    const small = await times(100, () => askFor('psn_spent', '{ me { id } }'));
    expect(refusedOf(small)).toHaveLength(100 - (1300 - 1206));
  });
});

describe('mutations a second', () => {
  const report = 'report(input: { severity: MAJOR, summary: "x" }) { id }';

  it('are bounded by what they do, aliases and fragments counted', async () => {
    const authorization = await tokenOf('psn_writer');
    const four = `mutation { a: ${report} ...More } fragment More on Mutation { b: ${report} c: ${report} ... { d: ${report} } }`;
    expect((await ask({ authorization }, four)).errors).toBeUndefined();
    const before = toys.tickets.received.length;
    expect((await ask({ authorization }, four)).errors).toEqual([REFUSED]);
    expect(toys.tickets.received.length).toBe(before);
    expect((await ask({ authorization })).errors).toBeUndefined();
  });
});

describe('the refusal', () => {
  it('tells when to come back, and has the status the client asked for', async () => {
    const authorization = await tokenOf('psn_told');
    await times(PASSING, () => ask({ authorization }));
    const plain = await ask({ authorization });
    const strict = await ask({ authorization, accept: 'application/graphql-response+json' });
    expect([plain.status, strict.status]).toEqual([200, 429]);
    for (const { headers, errors } of [plain, strict])
      expect(headers.get('retry-after')).toBe(String(errors?.[0]?.extensions?.retryAfter));
  });

  it('ends with the window', async () => {
    const authorization = await tokenOf('psn_patient');
    await times(PASSING, () => ask({ authorization }));
    expect((await ask({ authorization })).errors).toEqual([REFUSED]);
    await eventually(async () => (await ask({ authorization })).errors === undefined, { within: 10_000 });
  });
});

describe('subscriptions of one person', () => {
  const query = 'subscription { ticketChanged { id } }';

  it('are bounded, and one ended makes room for another', async () => {
    const headers = { authorization: await tokenOf('psn_watcher') };
    const first = overSse(gateway.url, query, headers);
    const second = overWebSocket(gateway.url, query, headers);
    await eventually(() => toys.tickets.live() === 2);
    for (const open of [overSse, overWebSocket]) {
      const third = open(gateway.url, query, headers);
      await eventually(() => third.ended());
      expect(JSON.stringify([third.events, third.ended()])).toContain(
        'Too many subscriptions at once: at most 2',
      );
      third.stop();
    }
    await eventually(() => toys.tickets.live() === 2);
    first.stop();
    await eventually(() => toys.tickets.live() === 1);
    const next = overSse(gateway.url, query, headers);
    await eventually(() => toys.tickets.live() === 2);
    toys.change({ id: 'tkt_1', by: { id: 'psn_1' } });
    await eventually(() => next.events.length === 1);
    for (const stream of [second, next]) stream.stop();
  });

  it('of another are not counted with them', async () => {
    const stream = overSse(gateway.url, query, { authorization: await tokenOf('psn_late') });
    await eventually(() => toys.tickets.live() > 0);
    expect(stream.ended()).toBeUndefined();
    stream.stop();
  });
});

it('0 sets no bound', async () => {
  const off = Object.fromEntries(Object.keys(RATES).map((name) => [name, '0']));
  const open = await startGateway(toys, off);
  const answers = await times(150, () => post(open.url, '{ me { id } }'));
  expect(refusedOf(answers)).toEqual([]);
  await open.stop();
});
