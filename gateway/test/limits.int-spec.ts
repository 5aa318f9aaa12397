import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { overWebSocket, post, send } from './client.builder.js';
import { eventually } from '@zhishou/testkit/eventually';
import { startGateway } from './gateway.builder.js';
import type { TestGateway } from './gateway.builder.js';
import { startToys } from './toys.builder.js';
import type { Toys } from './toys.builder.js';

let toys: Toys;
let gateway: TestGateway;
beforeAll(async () => {
  toys = await startToys();
  gateway = await startGateway(toys, { INTROSPECTION: 'true', RATE_ANONYMOUS: '0' });
});
afterAll(async () => {
  await gateway.stop();
  await toys.stop();
});

/** `{ me { friends(first: 1) { nodes { friends … { nodes { id } } } } } }`: 2 × links + 2 levels. */
const deep = (links: number) =>
  `{ me ${'{ friends(first: 1) { nodes '.repeat(links)}{ id }${' } }'.repeat(links)} }`;
const aliased = (count: number) =>
  `{ ${Array.from({ length: count }, (_, i) => `a${i}: me { id }`).join(' ')} }`;
/** each fragment spreads the next one twice */
const bomb = (fragments: number) =>
  `{ me { ...F0 } } ${Array.from({ length: fragments }, (_, i) => `fragment F${i} on Person { ...F${i + 1} ...F${i + 1} }`).join(' ')} fragment F${fragments} on Person { id }`;

describe('a query within the limits passes', () => {
  it.each([
    ['12 levels', deep(5)],
    ['30 aliases', aliased(30)],
    ['fragments used twice', bomb(5)],
    ['a page of 100', '{ people(first: 100) { nodes { friends(first: 90) { nodes { id } } } } }'],
  ])('%s', async (_, query) => {
    const { errors } = await post(gateway.url, query);
    expect(errors).toBeUndefined();
  });
});

describe('a query that asks for too much is QUERY_TOO_COMPLEX', () => {
  it.each([
    ['more than 12 levels', deep(6), undefined, /14 levels deep, at most 12/],
    ['more than 30 aliases', aliased(31), undefined, /31 aliases, at most 30/],
    ['more than 2000 tokens', `{ me { ${'id '.repeat(2000)} } }`, undefined, /at most 2000 tokens/],
    [
      'lists in lists that the parser cannot follow',
      `{ ticket(id: ${'['.repeat(3000)}${']'.repeat(3000)}) { id } }`,
      undefined,
      /nested too deep|at most 2000 tokens/,
    ],
    ['fragments that multiply', bomb(30), undefined, /fields, at most 1000/],
    [
      'pages of pages',
      '{ people(first: 100) { nodes { friends(first: 100) { nodes { id } } } } }',
      undefined,
      /objects to read, at most 10000/,
    ],
    [
      'pages sized by variables',
      'query ($n: Int) { people(first: $n) { nodes { friends(first: $n) { nodes { id } } } } }',
      { n: 100 },
      /objects to read, at most 10000/,
    ],
    [
      'pages sized by a variable’s default',
      'query ($n: Int = 100) { people(first: $n) { nodes { friends(first: $n) { nodes { id } } } } }',
      undefined,
      /objects to read, at most 10000/,
    ],
  ])('%s', async (_, query, variables, message) => {
    const before = toys.directory.received.length;
    const { errors } = await post(gateway.url, query, variables);
    expect(errors).toEqual([
      { message: expect.stringMatching(message), extensions: { code: 'QUERY_TOO_COMPLEX' } },
    ]);
    expect(toys.directory.received.length).toBe(before);
  });

  it('a body beyond the size allowed', async () => {
    const { status, errors } = await send(
      gateway.url,
      JSON.stringify({ query: '{ me { id } }', pad: 'x'.repeat(1_000_000) }),
    );
    expect(status).toBe(413);
    expect(errors?.[0]?.extensions).toEqual({ code: 'QUERY_TOO_COMPLEX' });
  });

  it('over WebSocket too', async () => {
    const stream = overWebSocket(gateway.url, deep(6));
    await eventually(() => stream.ended());
    expect(JSON.stringify([stream.events, stream.ended()])).toContain('QUERY_TOO_COMPLEX');
    stream.stop();
  });

  it('introspection that nests without end', async () => {
    const nested = `{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} }'.repeat(4)} } } }`;
    const { errors } = await post(gateway.url, nested);
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });
});

it('limits are settings', async () => {
  const strict = await startGateway(toys, { LIMIT_DEPTH: '1' });
  const { errors } = await post(strict.url, '{ me { id } }');
  expect(errors?.[0]?.message).toMatch(/2 levels deep, at most 1/);
  await strict.stop();
});
