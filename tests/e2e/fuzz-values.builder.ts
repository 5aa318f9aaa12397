import fc, { type Arbitrary } from 'fast-check';
import { isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import type { GraphQLInputType } from 'graphql';

const TEXTS = [
  ...[
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\u202e坏',
    '\u200b',
    '\u3164',
    '汉'.repeat(20_000),
    'x\ny',
    '%',
    '_',
    "'",
    '\\',
  ],
  ...['null', '__proto__', 'constructor', '${1}', '[object Object]', '-1', '1e999', 'L1-S1-02', '视频会议'],
];
const INSTANTS = [
  ...['2026-11-27T08:00:00Z', '2026-11-27T08:00:00+08:00', '2016-12-31T23:59:60Z', '2026-02-30T00:00:00Z'],
  ...[
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999999999Z',
    '+275760-09-13T00:00:00Z',
    '-271821-04-20T00:00:00Z',
  ],
  ...['1970-01-01T00:00:00Z', '2026-11-27', '2026-11-27T24:00:00Z', '2026-11-27T08:00:00+99:99', ''],
];
const MONTHS = [
  '2026-01',
  '2026-11',
  '0000-00',
  '0001-01',
  '9999-12',
  '2026-13',
  '275760-09',
  '-0001-01',
  '2026-1',
];
const NUMBERS = [
  ...[
    0,
    -0,
    1,
    -1,
    0.5,
    2,
    100,
    1_000,
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31),
    2 ** 53,
    -(2 ** 53),
    1e21,
    1e308,
    -1e308,
    5e-324,
  ],
];
const DIGITS = ['0', '-1', '1', '9'.repeat(18), '9'.repeat(19), '9'.repeat(400), '1.5', '1e9', '٣', ''];

const text: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

const LEAVES: Record<string, Arbitrary<unknown>> = {
  String: text,
  Boolean: fc.boolean(),
  Int: fc.oneof(fc.constantFrom(...NUMBERS), fc.integer()),
  Float: fc.oneof(fc.constantFrom(...NUMBERS), fc.double({ noNaN: true, noDefaultInfinity: true })),
  DateTime: fc.oneof(fc.constantFrom(...INSTANTS), fc.date({ noInvalidDate: true }).map(iso)),
  Month: fc.constantFrom(...MONTHS),
  Fen: fc.constantFrom(...DIGITS),
};

/** Anything at all; `__proto__` too, which JSON may carry as a key like any other. */
export const anything: Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(nested(100, []), nested(1_000, []), JSON.parse('{"__proto__":{"a":1}}')),
  },
  { weight: 1, arbitrary: text },
);

/** Values for an input of this type: mostly such as fit it, at and beyond its bounds, and sometimes anything. */
export function valuesOf(type: GraphQLInputType, ids: string[]): Arbitrary<unknown> {
  const fitting = fittingOf(type, ids);
  return fc.oneof({ weight: 12, arbitrary: fitting }, { weight: 1, arbitrary: anything });
}

function fittingOf(type: GraphQLInputType, ids: string[]): Arbitrary<unknown> {
  if (isNonNullType(type)) return fittingOf(type.ofType, ids);
  if (isListType(type)) {
    const items = valuesOf(type.ofType, ids);
    const many = items.map((item) => Array<unknown>(300).fill(item));
    return fc.oneof(
      { weight: 8, arbitrary: fc.array(items, { maxLength: 3 }) },
      items,
      many,
      fc.constant(null),
    );
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const required = fields.filter((field) => isNonNullType(field.type)).map(({ name }) => name);
    const values = Object.fromEntries(fields.map((field) => [field.name, valuesOf(field.type, ids)]));
    return fc.record(values, { requiredKeys: required });
  }
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name), 'NONSENSE', null);
  const known = type.name === 'ID' ? fc.oneof(fc.constantFrom(...ids), text) : LEAVES[type.name];
  if (!known) throw new Error(`nobody has said what a ${type.name} may be`);
  return fc.oneof({ weight: 8, arbitrary: known }, { weight: 1, arbitrary: fc.constant(null) });
}

/** Something inside itself, so many times. */
export function nested(times: number, innermost: unknown): unknown {
  return Array.from({ length: times }).reduce((inner) => [inner], innermost);
}

function iso(date: Date): string {
  return date.toISOString();
}
