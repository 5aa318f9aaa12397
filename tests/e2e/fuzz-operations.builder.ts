import fc, { type Arbitrary } from 'fast-check';
import { getNamedType, isLeafType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLObjectType } from 'graphql';
import { valuesOf } from './fuzz-values.builder.js';

export interface Operation {
  query: string;
  variables: Record<string, unknown>;
}

/** Written where a value belongs, instead of a variable. */
const LITERALS = [
  ...[
    'null',
    'true',
    '-0',
    '1e999',
    '99999999999999999999',
    '"\\u0000"',
    '"\\uD800"',
    '"""\n汉 \\""" """',
    'NONSENSE',
  ],
  ...['{}', '{a: {a: {a: 1}}}', '[]', '[[[[1]]]]', '$nowhere', '""', '0.1', `"${'y'.repeat(20_000)}"`],
  ...['['.repeat(400) + ']'.repeat(400), '{a: '.repeat(200) + '1' + '}'.repeat(200)],
];

interface Argument {
  /** as it stands in the field: `(first: $first_0)` */
  text: string;
  name: string;
  definition?: string;
  value?: unknown;
}

/** One field of a root type with everything it takes, and what can be asked of its answer with everything that takes. */
export function operationsOn(
  kind: string,
  field: GraphQLField<unknown, unknown>,
  ids: string[],
): Arbitrary<Operation> {
  const fields = [field, ...innerFields(field)];
  const taken = fc.tuple(...fields.map((one, index) => argumentsOf(one, index, ids)));
  return taken.map(([own = [], ...inner]) => {
    const args = [own, ...inner].flat();
    const definitions = args.flatMap(({ definition }) => definition ?? []);
    const header = definitions.length > 0 ? `${kind} (${definitions.join(', ')})` : kind;
    const withArguments = fields.slice(1).map((one, index) => `a${index}: ${asked(one, inner[index] ?? [])}`);
    const query = `${header} { ${asked(field, own, withArguments)} }`;
    const variables = args
      .filter(({ definition }) => definition)
      .map(({ name, value }) => [name, value] as const);
    return { query, variables: Object.fromEntries(variables) };
  });
}

function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  index: number,
  ids: string[],
): Arbitrary<Argument[]> {
  const each = field.args.map(({ name, type }): Arbitrary<Argument[]> => {
    const variable = `${name}_${index}`;
    const byVariable = valuesOf(type, ids).map((value) => [
      { text: `${name}: $${variable}`, name: variable, definition: `$${variable}: ${String(type)}`, value },
    ]);
    const written = fc
      .constantFrom(...LITERALS)
      .map((literal): Argument[] => [{ text: `${name}: ${literal}`, name }]);
    return fc.oneof(
      { weight: 10, arbitrary: byVariable },
      { weight: 1, arbitrary: written },
      { weight: 3, arbitrary: fc.constant<Argument[]>([]) },
    );
  });
  return fc.tuple(...each).map((args) => args.flat());
}

function asked(field: GraphQLField<unknown, unknown>, args: Argument[], more: string[] = []): string {
  const type = getNamedType(field.type);
  const given = args.length > 0 ? `(${args.map(({ text }) => text).join(', ')})` : '';
  return `${field.name}${given}${isObjectType(type) ? ` { ${[...plainOf(type), ...more].join(' ')} }` : ''}`;
}

const plainOf = (type: GraphQLObjectType): string[] => {
  const plain = Object.values(type.getFields()).filter((field) => isLeafType(getNamedType(field.type)));
  const nodes = type.getFields().nodes;
  const inner = nodes && getNamedType(nodes.type);
  return [
    '__typename',
    ...plain.filter(({ args }) => args.length === 0).map(({ name }) => name),
    ...(isObjectType(inner) ? [`nodes { ${plainOf(inner).join(' ')} }`] : []),
  ];
};

/** Fields of its answer that take arguments. */
const innerFields = (field: GraphQLField<unknown, unknown>): GraphQLField<unknown, unknown>[] => {
  const type = getNamedType(field.type);
  return isObjectType(type) ? Object.values(type.getFields()).filter(({ args }) => args.length > 0) : [];
};
