import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, jsonOf } from './canonical-json.js';

/** Whatever a program of ours may hand over, beside what JSON itself knows. */
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue(),
    fc.bigInt(),
    fc.date({ noInvalidDate: true }),
    fc.constantFrom(undefined, -0),
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value')),
  ),
})).value;

/** What JSON.stringify makes of it, told what a bigint is. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value ?? null, (_key, item: unknown) => (typeof item === 'bigint' ? String(item) : item)),
  );

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const backwards = Object.entries(value).reverse();
  return Object.fromEntries(backwards.map(([key, item]) => [key, shuffled(item)]));
}

describe('canonical JSON', () => {
  it('says what JSON says, and a bigint as a string of digits', () => {
    fc.assert(fc.property(anything, (value) => expect(jsonOf(value)).toEqual(plain(value))));
  });

  it('is the same text after it was read back, and in any order of keys', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(canonicalJson(shuffled(value))).toBe(text);
      }),
    );
  });

  it('is one text', () => {
    const value = { b: 12n, a: { d: new Date(0), c: undefined, n: -0 }, '10': [1, undefined], '2': 'é"\n' };
    expect(canonicalJson(value)).toBe(
      '{"10":[1,null],"2":"é\\"\\n","a":{"d":"1970-01-01T00:00:00.000Z","n":0},"b":"12"}',
    );
    expect(canonicalJson(undefined)).toBe('null');
  });

  it.each([
    ['a.1 is NaN', { a: [0, NaN] }],
    ['the value is Infinity', Infinity],
    ['at is an invalid Date', { at: new Date(NaN) }],
    ['seen is a Map', { seen: new Map() }],
    ['seen is a Set', { seen: new Set() }],
    ['run is a function', { run: () => undefined }],
    ['name is a symbol', { name: Symbol('x') }],
  ])('refuses what would be lost: %s', (message, value) => {
    expect(() => canonicalJson(value)).toThrow(new TypeError(`${message}, which is no JSON`));
  });
});
