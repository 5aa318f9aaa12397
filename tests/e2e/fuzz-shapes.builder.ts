import fc, { type Arbitrary } from 'fast-check';
import { anything } from './fuzz-values.builder.js';

/** Grows with `n` where something is read recursively. */
const TOWERS: ((n: number) => string)[] = [
  (n) => `{ ${'... { '.repeat(n)} me { id } ${'}'.repeat(n)} }`,
  (n) => `{ ${'... on Query @include(if: true) { '.repeat(n)} me { id } ${'}'.repeat(n)} }`,
  (n) => `{ asset(code: ${'['.repeat(n)}1${']'.repeat(n)}) { code } }`,
  (n) => `{ people(filter: ${'{a: '.repeat(n)}1${'}'.repeat(n)}) { totalCount } }`,
  (n) => `query ($a: ${'['.repeat(n)}Int${']'.repeat(n)}) { assets(first: $a) { totalCount } }`,
  (n) => `{ me ${'@skip(if: false) '.repeat(n)} { id } }`,
  (n) => `query (${Array.from({ length: n }, (_, i) => `$v${i}: Int`).join(' ')}) { me { id } }`,
  (n) => `${Array.from({ length: n }, (_, i) => `query Q${i} { me { id } }`).join(' ')}`,
  (n) =>
    `{ ...F0 } ${Array.from({ length: n }, (_, i) => `fragment F${i} on Query { ...F${i + 1} }`).join(' ')} fragment F${n} on Query { me { id } }`,
  (n) =>
    `{ ...F0 } ${Array.from({ length: n }, (_, i) => `fragment F${i} on Query { ...F${(i + 1) % n} }`).join(' ')}`,
  (n) => `{ ${'me { id } '.repeat(n)} }`,
  (n) => `{ __schema ${'{ types { ofType '.repeat(n)}{ name }${' } }'.repeat(n)} }`,
  (n) => `{ ${'m'.repeat(n * 100)}: me { id } }`,
  (n) => `{ me { id } } #${'汉'.repeat(n * 10)}`,
];

const WORDS = [
  ...[
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    ':',
    '!',
    '$',
    '|',
    '&',
    '=',
    '@',
    '...',
    '"',
    '"""',
    '\\u0000',
    '\ufeff',
    '#',
  ],
  ...[
    'query',
    'mutation',
    'subscription',
    'fragment',
    'on',
    'type',
    'extend',
    'schema',
    'null',
    'true',
    '1e99',
    '-',
  ],
  ...[
    '@skip(if: $a)',
    '@include(if: true)',
    '@defer',
    '@stream',
    '@deprecated',
    '__typename',
    '__schema { queryType { name } }',
  ],
  ...[
    '...F',
    'fragment F on Query { me { id } }',
    'me',
    'id',
    'Query',
    'ticket(id: "x")',
    '_entities',
    '_service { sdl }',
  ],
];

const BASES = [
  'query A($a: Boolean = false) { me { id name: displayName } ...F @skip(if: $a) } fragment F on Query { asset(code: "L1-S1-02") { code: unit id } }',
  'mutation M($input: LogoutInput) { __typename @skip(if: true) }',
  'subscription S($id: ID) { ticketChanged(id: $id) { id } }',
];

/** Documents: towers, words in any order, and good ones with words lost, doubled or put in. */
export const documents: Arbitrary<string> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...TOWERS), fc.constantFrom(1, 30, 51, 120, 490, 660, 3_000))
    .map(([tower, n]) => tower(n)),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 30 }).map((words) => words.join(' ')),
  fc
    .tuple(
      fc.constantFrom(...BASES),
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 2 }), fc.constantFrom(...WORDS)), {
        minLength: 1,
        maxLength: 4,
      }),
    )
    .map(([base, edits]) => edits.reduce(edited, base)),
);

function edited(text: string, [at, removed, word]: [number, number, string]): string {
  const words = text.split(/\b/);
  words.splice(at % (words.length + 1), removed, word);
  return words.join('');
}

const fields = {
  query: fc.oneof(documents, anything),
  variables: anything,
  operationName: fc.oneof(fc.constantFrom('A', 'M', 'S', '', '__proto__'), anything),
  extensions: fc.oneof(anything, fc.constant({ persistedQuery: { version: 1, sha256Hash: 'x' } })),
};

/** The parameters of a request, of any kind. */
export const parameters: Arbitrary<object> = fc.record(fields, { requiredKeys: [] });

/** More levels than anything recursive has stack for. */
const DEEP = '['.repeat(100_000) + ']'.repeat(100_000);

/** Bodies: requests of any shape, lists of them, any JSON, and what is none. */
export const bodies: Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: parameters.map((one) => JSON.stringify(one)) },
  { weight: 1, arbitrary: fc.array(parameters, { maxLength: 3 }).map((many) => JSON.stringify(many)) },
  { weight: 1, arbitrary: anything.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '{',
      DEEP,
      `{"query":"{me{id}}","variables":${DEEP}}`,
      `{"query":"{me{id}}","extensions":{"a":${DEEP}}}`,
      '{"query":"{me{id}}"}{}',
    ),
  },
);

const printable = fc.string({ unit: 'grapheme-ascii', maxLength: 60 }).map((text) => text.trim());

/** Headers a client may set; with a content type that is read, mostly. */
export const headers: Arbitrary<Record<string, string>> = fc
  .record(
    {
      'content-type': fc.constantFrom(
        ...[
          'application/json',
          'application/json; charset=utf-16',
          'application/graphql+json',
          'application/json;;=',
        ],
        ...['text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', ''],
      ),
      accept: fc.oneof(
        fc.constantFrom(
          'application/json',
          'application/graphql-response+json',
          'multipart/mixed',
          'text/html',
          '*/*',
        ),
        printable,
      ),
      authorization: fc.oneof(
        fc.constantFrom('', 'Bearer ', 'Bearer a.b.c', 'Basic Og==', `Bearer ${'x'.repeat(9_000)}`),
        printable,
      ),
      'x-request-id': printable,
      'x-forwarded-for': fc.oneof(fc.constantFrom('::1', '999.1.1.1', 'a, b', '::ffff:1.2.3.4'), printable),
      'content-encoding': fc.constantFrom('gzip', 'br', 'nonsense', 'identity'),
      'x-graphql-event-stream-token': printable,
      'apollo-require-preflight': fc.constant('true'),
    },
    { requiredKeys: [] },
  )
  .map((given) => ({ 'content-type': 'application/json', ...(given as Record<string, string>) }));

const TYPES = [
  'connection_init',
  'subscribe',
  'ping',
  'pong',
  'complete',
  'next',
  'error',
  'start',
  'connection_ack',
];

/** What a client may send over a WebSocket. */
export const messages: Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record(
        {
          type: fc.oneof(
            { weight: 5, arbitrary: fc.constantFrom(...TYPES) },
            { weight: 1, arbitrary: anything },
          ),
          id: fc.oneof(fc.constantFrom('1', '2', ''), anything),
          payload: fc.oneof(parameters, anything),
        },
        { requiredKeys: ['type'] },
      )
      .map((message) => JSON.stringify(message)),
  },
  {
    weight: 3,
    arbitrary: documents.map((query) =>
      JSON.stringify({ type: 'subscribe', id: query.slice(0, 20), payload: { query } }),
    ),
  },
  { weight: 1, arbitrary: bodies },
);
