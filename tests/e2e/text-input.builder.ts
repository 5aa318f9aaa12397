import {
  getNamedType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
} from 'graphql';
import type { GraphQLArgument, GraphQLField, GraphQLInputObjectType, GraphQLInputType } from 'graphql';
import type { Input } from './bad-input.builder.js';
import { supergraph } from './mutations.builder.js';

/** What is no text, by its name or its input and name, and why. */
export const NO_TEXT: Record<string, string> = {
  idempotencyKey: 'printable ASCII alone, compared as it is',
  after: 'a cursor of our own making',
  before: 'a cursor of our own making',
  'CreatePersonInput.password': 'taken as it is',
  'ChangePasswordInput.currentPassword': 'taken as it is',
  'ChangePasswordInput.newPassword': 'taken as it is',
  'UpdatePersonInput.password': 'taken as it is',
  'LoginInput.password': 'taken as it is',
  sha256: 'hexadecimal digits alone',
  'SignatureInput.image': 'base64 alone',
  'SignatureInput.contentHash': 'hexadecimal digits alone',
};

/** Refused by the way that every text takes, in these words, and by nothing else. */
export const BELL = '坏\u0007字';

/** A text of an input, and the input with a bell in its place. */
export interface TextPlace {
  /** `ReportTicketInput.summary` */
  name: string;
  path: string;
  value: unknown;
}

/** Every text of an input but for what {@link NO_TEXT} names; the rest as in `valid`. */
export function textsOf(
  type: GraphQLInputType,
  valid: unknown,
  name: string,
  path: string[] = [],
): TextPlace[] {
  if (isNonNullType(type)) return textsOf(type.ofType, valid, name, path);
  if (isListType(type)) {
    const [first] = (valid ?? []) as unknown[];
    const items = textsOf(type.ofType, first, name, [...path, '0']);
    return items.map((place) => ({ ...place, value: [place.value] }));
  }
  if (isInputObjectType(type)) {
    const given = { ...requiredOf(type), ...(valid as Input | undefined) };
    return Object.values(type.getFields()).flatMap((field) =>
      textsOf(field.type, given[field.name], `${type.name}.${field.name}`, [...path, field.name]).map(
        (place) => ({
          ...place,
          value: { ...given, [field.name]: place.value },
        }),
      ),
    );
  }
  const isText = type.name === 'String' && !(name in NO_TEXT) && !(name.split('.').at(-1)! in NO_TEXT);
  return isText ? [{ name, path: path.join('.'), value: BELL }] : [];
}

/** Something for every field that an input cannot do without: what is missing is found before a text is looked at. */
function requiredOf(type: GraphQLInputObjectType): Input {
  const required = Object.values(type.getFields()).filter((field) => isRequiredInputField(field));
  return Object.fromEntries(
    required.map(({ name, type: of }) => [name, ANY[getNamedType(of).name] ?? 'anything']),
  );
}

const ANY: Record<string, unknown> = { Month: '2026-01', Float: 1, Int: 1, Boolean: true };

const queries = supergraph.getQueryType()!;

/** Every text that a query of the composed graph takes, with the document that asks with it. */
export const QUERY_TEXTS = Object.values(queries.getFields()).flatMap((field) =>
  field.args.flatMap((argument) =>
    textsOf(argument.type, undefined, `Query.${field.name}.${argument.name}`, [argument.name]).map(
      (place) => ({
        ...place,
        document: documentOf(field, argument),
      }),
    ),
  ),
);

/** Every text that a field below the roots takes. */
export const NESTED_TEXTS = Object.values(supergraph.getTypeMap())
  .filter((type) => isObjectType(type))
  .filter((type) => type !== queries && type !== supergraph.getMutationType())
  .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
  .flatMap(({ type, field }) =>
    field.args.flatMap((argument) =>
      textsOf(argument.type, undefined, `${type.name}.${field.name}.${argument.name}`),
    ),
  )
  .map(({ name }) => name);

function documentOf(field: GraphQLField<unknown, unknown>, argument: GraphQLArgument): string {
  const answer = getNamedType(field.type);
  const plain = isObjectType(answer) ? Object.values(answer.getFields()).find(isPlain) : undefined;
  const selected = plain ? `{ ${plain.name} }` : '{ __typename }';
  return `query ($text: ${String(argument.type)}) { ${field.name}(${argument.name}: $text) ${selected} }`;
}

function isPlain({ type, args }: GraphQLField<unknown, unknown>): boolean {
  return isLeafType(getNamedType(type)) && args.length === 0;
}
