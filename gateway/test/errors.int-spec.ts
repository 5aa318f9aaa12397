import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { overSse, post, send } from './client.builder.js';
import { startGateway } from './gateway.builder.js';
import type { TestGateway } from './gateway.builder.js';
import { startDirectory, startToys } from './toys.builder.js';
import type { Toys } from './toys.builder.js';

const INTERNAL =
  /127\.0\.0\.1|localhost|ECONN|socket|select|postgres|stack|serviceName|subgraph|_entities|\.ts|node_modules/i;

describe('errors', () => {
  let toys: Toys;
  let gateway: TestGateway;
  beforeAll(async () => {
    toys = await startToys();
    gateway = await startGateway(toys);
  });
  afterAll(async () => {
    await gateway.stop();
    await toys.stop();
  });

  it('of a subgraph keep code, state and what is allowed, and lose the rest', async () => {
    const { data, errors } = await post(gateway.url, '{ conflict }');
    expect(data).toEqual({ conflict: null });
    expect(errors).toEqual([
      {
        message: 'not now',
        path: ['conflict'],
        extensions: { code: 'CONFLICT', state: 'CLOSED', allowed: ['recordCallback'] },
      },
    ]);
  });

  it('nobody foresaw tell the request id and nothing else', async () => {
    const { data, errors } = await post(gateway.url, '{ crash }', undefined, { 'x-request-id': 'crash-1' });
    expect(data).toBeNull();
    expect(errors).toEqual([
      {
        message: 'Something went wrong on our side; request crash-1',
        path: ['crash'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ]);
  });

  it.each([
    ['{ ticket(id: 99999999999999999999) { id } }', 'id'],
    [
      'mutation { report(input: { severity: MAJOR, summary: "x", places: [{ room: "a", floor: -99999999999999999999 }] }) { id } }',
      'places.0.floor',
    ],
  ])('of a number nobody can read name its field: %s', async (query, path) => {
    const { errors } = await post(gateway.url, query);
    expect(errors?.map(({ extensions }) => extensions)).toContainEqual({
      code: 'BAD_USER_INPUT',
      fields: [{ path, message: 'must be a number that is not as large' }],
    });
  });

  it('of variables name every wrong field in plain words', async () => {
    const input = { severity: 'HUGE', unitsAffected: 1.5, places: [{ room: 'A' }, { floor: 'x' }], extra: 1 };
    const { errors } = await post(
      gateway.url,
      'mutation ($report: ReportInput!) { report(input: $report) { id } }',
      { report: input },
    );
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toEqual({
      code: 'BAD_USER_INPUT',
      fields: [
        { path: 'extra', message: 'is not known here' },
        { path: 'severity', message: 'must be one of MAJOR, GENERAL' },
        { path: 'summary', message: 'is required' },
        { path: 'unitsAffected', message: 'must be a whole number' },
        { path: 'places.1.room', message: 'is required' },
        { path: 'places.1.floor', message: 'must be a whole number' },
      ],
    });
  });

  it.each(['ticket', 'toString'])('of a missing variable name the argument: $%s', async (name) => {
    const { errors } = await post(gateway.url, `query ($${name}: ID!) { ticket(id: $${name}) { id } }`);
    expect(errors?.[0]?.extensions).toEqual({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'id', message: 'is required' }],
    });
  });

  it('of a variable that JavaScript would lose name it', async () => {
    const { errors } = await post(
      gateway.url,
      'query ($__proto__: ID!) { ticket(id: $__proto__) { id } }',
      JSON.parse('{ "__proto__": "tkt_1" }') as Record<string, unknown>,
    );
    expect(errors?.[0]?.extensions).toEqual({
      code: 'BAD_USER_INPUT',
      fields: [{ path: '__proto__', message: 'cannot be the name of a variable' }],
    });
  });

  it('of values written into the query name their fields', async () => {
    const { errors } = await post(gateway.url, 'mutation { report(input: { severity: HUGE }) { id } }');
    const fields = errors?.map(({ extensions }) => extensions);
    expect(fields).toEqual([
      { code: 'BAD_USER_INPUT', fields: [{ path: 'summary', message: 'is required' }] },
      { code: 'BAD_USER_INPUT', fields: [expect.objectContaining({ path: 'severity' })] },
    ]);
  });

  it.each([
    ['a syntax error', JSON.stringify({ query: '{ me {' })],
    ['an unknown field', JSON.stringify({ query: '{ nothing }' })],
    ['no query', '{}'],
    ['a batch', '[{"query":"{ me { id } }"}]'],
    ['no JSON', '{query'],
    ['two operations and no name', JSON.stringify({ query: 'query A { me { id } } query B { me { id } }' })],
  ])('of %s are the caller’s', async (_, body) => {
    const { errors, text } = await send(gateway.url, body);
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(text).not.toMatch(INTERNAL);
  });

  it('keep GraphQL over HTTP’s statuses', async () => {
    const asked = { accept: 'application/graphql-response+json' };
    const [syntax, conflict, plain] = await Promise.all([
      post(gateway.url, '{ me {', undefined, asked),
      post(gateway.url, '{ conflict }', undefined, asked),
      post(gateway.url, '{ me {'),
    ]);
    expect([syntax.status, conflict.status, plain.status]).toEqual([400, 200, 200]);
  });
});

describe('a subgraph that is away', () => {
  let toys: Toys;
  let gateway: TestGateway;
  beforeEach(async () => {
    toys = await startToys();
    gateway = await startGateway(toys);
  });
  afterEach(async () => {
    await gateway.stop();
    await toys.stop().catch(() => undefined);
  });

  it('answers UNAVAILABLE for its part, and is asked again when it is back', async () => {
    await toys.directory.stop();
    const away = await post(gateway.url, '{ me { id } }');
    expect(away.status).toBe(200);
    expect(away.errors).toEqual([
      {
        message: 'Nothing was changed; please try again in a moment',
        path: ['me'],
        extensions: { code: 'UNAVAILABLE' },
      },
    ]);
    expect(away.text).not.toMatch(INTERNAL);

    const part = await post(gateway.url, '{ ticket(id: "tkt_1") { id maybe { name } } conflict }');
    expect(part.data).toEqual({ ticket: { id: 'tkt_1', maybe: null }, conflict: null });

    toys.directory = await startDirectory(toys.directory.port);
    expect((await post(gateway.url, '{ me { id } }')).data).toEqual({ me: { id: 'psn_1' } });
  });

  it('says that nothing was changed only when the mutation never reached it', async () => {
    const slow = post(gateway.url, 'mutation { slow }');
    await eventually(() => toys.tickets.received.length === 1);
    await toys.tickets.stop();
    const [broken] = (await slow).errors ?? [];
    expect(broken?.extensions).toEqual({ code: 'UNAVAILABLE' });
    expect(broken?.message).toMatch(/may or may not have been made.*same idempotencyKey/);

    const [refused] = (await post(gateway.url, 'mutation { slow }')).errors ?? [];
    expect(refused?.message).toBe('Nothing was changed; please try again in a moment');
  });

  it('does not make a change look undone when only its answer lacks a part', async () => {
    await toys.directory.stop();
    const query = 'mutation { report(input: { severity: MAJOR, summary: "x" }) { id by { name } } }';
    const { errors } = await post(gateway.url, query);
    expect(errors).toEqual([
      {
        message: 'Part of the answer could not be read; the change itself was not affected',
        path: ['report', 'by'],
        extensions: { code: 'UNAVAILABLE' },
      },
    ]);
  });

  it.each([
    ['is there no more when the rest of its answer is read', 'x', 'history', ['report', 'history']],
    ['knows the people of the answer is there no more', 'away', 'by { name }', ['report', 'by']],
  ])('does not make a change look undone when the database that %s', async (_, summary, part, path) => {
    const query = `mutation { report(input: { severity: MAJOR, summary: "${summary}" }) { id ${part} } }`;
    const { errors } = await post(gateway.url, query);
    expect(errors).toEqual([
      {
        message: 'Part of the answer could not be read; the change itself was not affected',
        path,
        extensions: { code: 'UNAVAILABLE' },
      },
    ]);
  });

  it('says that nothing was changed where the mutation itself says so', async () => {
    const { errors } = await post(gateway.url, 'mutation { refused }');
    expect(errors?.[0]?.message).toBe('Nothing was changed; please try again in a moment');
  });

  it('has a time limit', async () => {
    await gateway.stop();
    gateway = await startGateway(toys, { UPSTREAM_TIMEOUT_MS: '200' });
    const { errors, text } = await post(gateway.url, 'mutation { slow }');
    expect(errors?.[0]?.message).toMatch(/may or may not have been made/);
    expect(text).not.toMatch(INTERNAL);
  });

  it('ends subscriptions with an error instead of leaving a gap', async () => {
    const stream = overSse(gateway.url, 'subscription { ticketChanged { id } }');
    await eventually(() => toys.tickets.live() === 1);
    await toys.tickets.stop();
    await eventually(() => stream.ended());
    expect(stream.ended()).toBe('complete');
    expect(stream.events).toEqual([
      expect.objectContaining({
        errors: [expect.objectContaining({ extensions: { code: 'UNAVAILABLE' } })],
      }),
    ]);
    stream.stop();
  });

  it('shows in readiness, which names it', async () => {
    await toys.directory.stop();
    const response = await fetch(gateway.url.replace('/graphql', '/health/ready'));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'ready',
      degraded: ['directory', 'inspections', 'scoring'],
    });
    const live = await fetch(gateway.url.replace('/graphql', '/health/live'));
    expect(live.status).toBe(200);
  });
});
