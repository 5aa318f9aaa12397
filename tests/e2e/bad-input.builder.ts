import { isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import type { GraphQLInputField, GraphQLInputType, GraphQLLeafType } from 'graphql';

export type Input = Record<string, unknown>;

/** A value that must be refused, and where. */
export interface Wrong {
  what: string;
  path: string[];
  value: unknown;
  /** well-formed, but nobody has it: NOT_FOUND will do as well */
  isUnknownId?: boolean;
}

/** What is wrong by its looks, is taken all the same, and why. */
export const TAKEN: Record<string, string> = {
  'createPerson.password U+0000': 'a password is taken as it is',
  'createPerson.password U+202E': 'a password is taken as it is',
  'updatePerson.password U+0000': 'a password is taken as it is',
  'updatePerson.password U+202E': 'a password is taken as it is',
  'changePassword.currentPassword U+0000': 'a password is taken as it is, and found wrong',
  'changePassword.currentPassword U+202E': 'a password is taken as it is, and found wrong',
  'changePassword.currentPassword blank': 'a password is taken as it is, and found wrong',
  'changePassword.currentPassword nothing that can be seen': 'a password is taken as it is, and found wrong',
  'login.password U+0000': 'a password is taken as it is, and found wrong',
  'login.password U+202E': 'a password is taken as it is, and found wrong',
  'login.password blank': 'a password is taken as it is, and found wrong',
  'login.password nothing that can be seen': 'a password is taken as it is, and found wrong',
  'reportTicket.callerPhone U+202E': 'a number is cleaned of what phones add',
  'reportTicket.numberCalled U+202E': 'a number is cleaned of what phones add',
  'createPerson.contacts.0.value U+202E': 'a number is cleaned of what phones add',
  'updatePerson.contacts.0.value U+202E': 'a number is cleaned of what phones add',
  'loginWithIdToken.idToken ten thousand characters': 'a token may be as long, and is found to be none',
  'adjustSpareStock.change less than none': 'stock is taken out',
};

/** By what an exception is known. */
export const placeOf = (mutation: string, { path, what }: Wrong): string =>
  `${[mutation, ...path].join('.')} ${what}`;

const CLEARLY_TOO_MANY = 2_000;
const TOO_LONG = '汉'.repeat(10_000);
const INVISIBLE = [
  { what: 'U+0000', value: '坏\u0000字' },
  { what: 'U+202E', value: '坏\u202e字' },
];

const LEAVES: Record<string, { what: string; value: unknown }[]> = {
  String: [
    ...INVISIBLE,
    { what: 'ten thousand characters', value: TOO_LONG },
    { what: 'a number', value: 7 },
  ],
  ID: [
    ...INVISIBLE,
    { what: 'ten thousand characters', value: TOO_LONG },
    { what: 'a malformed id', value: 'nonsense' },
    { what: 'an empty id', value: '' },
  ],
  DateTime: [
    { what: 'the year 2999', value: '2999-01-01T00:00:00Z' },
    { what: 'the year 1900', value: '1900-01-01T00:00:00Z' },
    { what: 'a day that never was', value: '2026-02-31T00:00:00Z' },
    { what: 'words', value: 'yesterday' },
  ],
  Month: [
    { what: 'the year 2999', value: '2999-01' },
    { what: 'the year 1900', value: '1900-01' },
    { what: 'a thirteenth month', value: '2026-13' },
  ],
  Int: [
    { what: 'less than none', value: -1 },
    { what: 'the largest int', value: 2 ** 31 - 1 },
    { what: 'more than an int', value: 2 ** 31 },
    { what: 'a fraction', value: 1.5 },
    { what: 'text', value: '3' },
  ],
  Float: [
    { what: 'beyond all bounds', value: 1e308 },
    { what: 'below all bounds', value: -1e308 },
    { what: 'NaN', value: 'NaN' },
  ],
  Fen: [
    { what: 'less than none', value: '-1' },
    { what: 'a fraction', value: 1.5 },
    { what: 'more than there is', value: '9'.repeat(18) },
    { what: 'words', value: 'yuan' },
  ],
  Boolean: [{ what: 'a word', value: 'yes' }],
};

/** By the field's name: what its type alone cannot tell. */
const NAMED: Record<string, { what: string; value: unknown }[]> = {
  assetCode: [{ what: 'equipment that is not listed', value: 'L9-S9-99' }],
  assetCodes: [{ what: 'equipment that is not listed', value: 'L9-S9-99' }],
  latitude: [{ what: 'beyond the pole', value: 91 }],
  longitude: [{ what: 'beyond the date line', value: 181 }],
  idempotencyKey: [
    { what: '101 characters', value: 'k'.repeat(101) },
    { what: 'a blank', value: 'a b' },
  ],
};

/** Every way in which a value of this type can be wrong in one place, `valid` being right everywhere else. */
export function wrongsOf(type: GraphQLInputType, valid: unknown, path: string[] = []): Wrong[] {
  if (isNonNullType(type)) {
    const blank =
      'name' in type.ofType && type.ofType.name === 'String'
        ? [
            { what: 'blank', value: ' ' },
            { what: 'nothing that can be seen', value: '\u200b\u2800\u3164\u115f\u00ad' },
          ]
        : [];
    const nothing = [{ what: 'missing', value: undefined }, { what: 'null', value: null }, ...blank];
    return [...nothing.map((wrong) => ({ ...wrong, path })), ...wrongsOf(type.ofType, valid, path)];
  }
  if (isListType(type)) return wrongLists(type.ofType, valid as unknown[] | undefined, path);
  if (isInputObjectType(type)) {
    const given = (valid ?? {}) as Input;
    const fields = Object.values(type.getFields());
    return [
      { what: 'unknown to all', path: [...path, 'nonsense'], value: { ...given, nonsense: 1 } },
      ...fields.flatMap((field) => wrongFields(field, given, path)),
    ];
  }
  return wrongLeaves(type, valid, path);
}

function wrongFields(field: GraphQLInputField, given: Input, path: string[]): Wrong[] {
  const { name } = field;
  return wrongsOf(field.type, given[name], [...path, name])
    .filter(({ value }) => value !== undefined || field.defaultValue === undefined)
    .map((wrong) => ({ ...wrong, value: { ...given, [name]: wrong.value } }));
}

function wrongLists(of: GraphQLInputType, valid: unknown[] = [], path: string[]): Wrong[] {
  const [first, ...others] = valid;
  const many = Array<unknown>(CLEARLY_TOO_MANY).fill(first);
  return [
    ...(first === undefined ? [] : [{ what: `${CLEARLY_TOO_MANY} items`, path, value: many }]),
    ...wrongsOf(of, first, [...path, '0']).map((wrong) => ({ ...wrong, value: [wrong.value, ...others] })),
  ];
}

function wrongLeaves(type: GraphQLLeafType, valid: unknown, path: string[]): Wrong[] {
  const name = path.findLast((part) => !/^\d+$/.test(part)) ?? '';
  const wrongs = isEnumType(type) ? [{ what: 'no such value', value: 'NONSENSE' }] : LEAVES[type.name];
  if (!wrongs) throw new Error(`nobody has said what a wrong ${type.name} is (${path.join('.')})`);
  return [
    ...[...wrongs, ...(NAMED[name] ?? [])].map((wrong) => ({ ...wrong, path })),
    ...(type.name === 'ID'
      ? [{ what: 'an unknown id', path, value: unknownId(valid, path), isUnknownId: true }]
      : []),
  ];
}

/** Of the same noun as the valid one, which therefore has to be given. */
export function unknownId(valid: unknown, path: string[]): string {
  if (typeof valid !== 'string') throw new Error(`the table gives no id for ${path.join('.')}`);
  return `${valid.slice(0, 3)}_${'0123456789abcdef'.repeat(2)}`;
}

/** The same input but for one thing, as good as it was. */
export function differentFrom(type: GraphQLInputType, input: Input): Input {
  const named = isNonNullType(type) ? type.ofType : type;
  if (!isInputObjectType(named)) throw new Error(`${String(type)} is no input`);
  const fields = Object.keys(named.getFields()).filter(
    (name) => name !== 'ticketId' && name !== 'idempotencyKey',
  );
  const nameOf = (kind: string) =>
    fields.find(
      (name) =>
        typeof input[name] === kind && !/Id$|At$|sha256/.test(name) && isFree(named.getFields()[name]),
    );
  const text = nameOf('string');
  if (text) return { ...input, [text]: `${String(input[text])}x` };
  const id = fields.find((name) => name.endsWith('Id') && input[name] !== undefined);
  if (id) return { ...input, [id]: unknownId(input[id], [id]) };
  const flag = nameOf('boolean');
  if (flag) return { ...input, [flag]: input[flag] !== true };
  throw new Error(`nothing of ${named.name} can be different`);
}

const isFree = (field: GraphQLInputField | undefined): boolean =>
  /^(String|Boolean)!?$/.test(String(field?.type));
