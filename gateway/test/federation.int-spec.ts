import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { overSse, overWebSocket, post, send } from './client.builder.js';
import type { Stream } from './client.builder.js';
import { startGateway } from './gateway.builder.js';
import type { TestGateway } from './gateway.builder.js';
import { startToys } from './toys.builder.js';
import type { Toys } from './toys.builder.js';

let toys: Toys;
let gateway: TestGateway;
let bearer: string;

beforeAll(async () => {
  toys = await startToys();
  gateway = await startGateway(toys, { INTROSPECTION: 'true' });
  bearer = await gateway.issuer.bearer({ id: 'psn_1', role: 'BUREAU_REPORTER' });
});
afterAll(async () => {
  await gateway.stop();
  await toys.stop();
});

describe('one graph over several subgraphs', () => {
  it('resolves an entity of another subgraph', async () => {
    const { data, errors } = await post(gateway.url, '{ ticket(id: "tkt_1") { id by { id name } } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ ticket: { id: 'tkt_1', by: { id: 'psn_1', name: 'name of psn_1' } } });
  });

  it('gives what was asked for under any name, that of a key too', async () => {
    const query =
      '{ t: ticket(id: "tkt_1") { id: secret by { id: name __typename: id } by_: by { name: id } } }';
    const { data, errors } = await post(gateway.url, query);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      t: { id: 'open', by: { id: 'name of psn_1', __typename: 'psn_1' }, by_: { name: 'psn_1' } },
    });
  });

  it('tells errors at the names the client chose', async () => {
    const query = '{ t: ticket(id: "tkt_gone") { id: secret who: by { id: name } } }';
    const { errors } = await post(gateway.url, query);
    expect(errors?.map(({ path }) => path)).toEqual([['t', 'who']]);
  });

  it('puts together what is asked for twice', async () => {
    const { data } = await post(
      gateway.url,
      '{ tickets { id } tickets { by { id } } ...F } fragment F on Query { tickets { secret } }',
    );
    expect(data).toEqual({
      tickets: ['1', 'gone', 'unknown'].map((n) => ({
        id: `tkt_${n}`,
        by: { id: `psn_${n}` },
        secret: 'open',
      })),
    });
  });

  it('runs the operation that is named, whatever stands beside it', async () => {
    const query = 'query A { __schema { queryType { name } } } query B { me { id } }';
    const { data } = await send(gateway.url, JSON.stringify({ query, operationName: 'B' }));
    expect(data).toEqual({ me: { id: 'psn_1' } });
  });

  it('answers nothing where nothing is asked', async () => {
    const { data, errors } = await post(gateway.url, '{ me @skip(if: true) { id } }');
    expect([data, errors]).toEqual([{}, undefined]);
  });

  it('answers fragments in fragments, and does not mix schema and data', async () => {
    const nested = `{ ${'... { '.repeat(490)} me { id } ${'}'.repeat(490)} }`;
    expect((await post(gateway.url, nested)).data).toEqual({ me: { id: 'psn_1' } });
    const { errors } = await post(gateway.url, '{ __schema { queryType { name } } me { id } }');
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  it('answers introspection', async () => {
    const { data } = await post(gateway.url, '{ __type(name: "Ticket") { fields { name } } }');
    expect(JSON.stringify(data)).toContain('secret');
  });

  it('carries a null up to where the schema allows one', async () => {
    const query = '{ ticket(id: "tkt_gone") { id by { name } } me { id } }';
    const { data, errors } = await post(gateway.url, query);
    expect(data).toEqual({ ticket: null, me: { id: 'psn_1' } });
    expect(errors).toEqual([
      {
        message: 'Person psn_gone does not exist',
        path: ['ticket', 'by'],
        extensions: { code: 'NOT_FOUND' },
      },
    ]);
  });

  it('names the place of a value that is missing without an error', async () => {
    const { data, errors } = await post(gateway.url, '{ ticket(id: "tkt_unknown") { id by { name } } }');
    expect(data).toEqual({ ticket: null });
    expect(errors?.[0]).toMatchObject({
      path: ['ticket', 'by'],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
  });
});

const CHANGED = 'subscription Watch { ticketChanged { id secret by { id name } } }';

describe.each([
  [
    'SSE',
    (query: string) => overSse(gateway.url, query, { authorization: bearer, 'x-request-id': 'live-1' }),
  ],
  [
    'WebSocket',
    (query: string) => overWebSocket(gateway.url, query, { authorization: bearer, 'x-request-id': 'live-1' }),
  ],
])('a subscription over %s', (_, openWith: (query: string) => Stream) => {
  let stream: Stream;
  beforeAll(async () => {
    stream = openWith(CHANGED);
    await eventually(() => toys.tickets.live() === 1);
  });
  afterAll(() => stream.stop());

  const event = (id: string) => ({
    data: { ticketChanged: { id, secret: 'open', by: { id: 'psn_1', name: 'name of psn_1' } } },
  });

  it('brings events with the entities of other subgraphs', async () => {
    toys.change({ id: 'tkt_1', by: { id: 'psn_1' } });
    await eventually(() => stream.events.length === 1);
    expect(stream.events[0]).toEqual(event('tkt_1'));
  });

  it('keeps the errors of an event to that event', async () => {
    toys.change({ id: 'tkt_2', by: { id: 'psn_gone' } });
    toys.change({ id: 'tkt_3', by: { id: 'psn_1' }, locked: true });
    toys.change({ id: 'tkt_4', by: { id: 'psn_1' } });
    await eventually(() => stream.events.length === 4);
    expect(stream.events.slice(1)).toEqual([
      {
        data: null,
        errors: [
          {
            message: 'Person psn_gone does not exist',
            path: ['ticketChanged', 'by'],
            extensions: { code: 'NOT_FOUND' },
          },
        ],
      },
      {
        data: null,
        errors: [
          { message: 'not for you', path: ['ticketChanged', 'secret'], extensions: { code: 'FORBIDDEN' } },
        ],
      },
      event('tkt_4'),
    ]);
  });

  it('has the names its client chose in every event', async () => {
    const query = 'subscription { id: ticketChanged { id: secret by: id who: by { id: name } } }';
    const other = openWith(query);
    await eventually(() => toys.tickets.live() === 2);
    toys.change({ id: 'tkt_5', by: { id: 'psn_1' } });
    toys.change({ id: 'tkt_6', by: { id: 'psn_gone' } });
    await eventually(() => other.events.length === 2);
    other.stop();
    expect(other.events).toEqual([
      { data: { id: { id: 'open', by: 'tkt_5', who: { id: 'name of psn_1' } } } },
      { data: null, errors: [expect.objectContaining({ path: ['id', 'who'] })] },
    ]);
    await eventually(() => toys.tickets.live() === 1);
  });

  it('is refused where its words cannot be read', async () => {
    const broken = openWith('subscription { ticketChanged {');
    await eventually(() => broken.events.length + (broken.ended() === undefined ? 0 : 1) > 0);
    broken.stop();
    expect(JSON.stringify([broken.events, broken.ended()])).toContain('BAD_USER_INPUT');
  });

  it('tells the subgraph who asks', () => {
    expect(toys.tickets.connected.at(-1)).toEqual({
      authorization: bearer,
      'x-request-id': 'live-1',
      'x-zhishou-address': '127.0.0.1',
    });
  });

  it('ends upstream when the client leaves', async () => {
    stream.stop();
    await eventually(() => toys.tickets.live() === 0);
  });
});
