import { describe, expect, it } from '@jest/globals';
import { drawQuery, questionFor, valueAt } from '@zhishou/testkit/random-query';
import type { Leaf } from '@zhishou/testkit/random-query';
import fc from 'fast-check';
import { GraphQLError, Kind, buildSchema, executeSync, parse, print, validate, visit } from 'graphql';
import { complete } from './answer.completion.js';
import { createPlainOperations } from './plain.operation.js';
import type { PlainOperation } from './plain.operation.js';

const schema = buildSchema(/* GraphQL */ `
  type Query {
    thing(code: String): Thing
    things: [Thing!]!
  }
  type Thing {
    id: ID!
    code: String!
    name: String
    owner(of: Int): Person!
    parts: [Thing!]
  }
  type Person {
    id: ID!
    name: String!
    things: [Thing]
  }
`);
const NAMES = [
  'id',
  'code',
  'name',
  'owner',
  'parts',
  'things',
  '__typename',
  '__a_id',
  '__kind',
  '_entities',
];

/** Every field answers by its own name, its arguments and what it lies in. */
const thing = (code: string, depth = 0): object => ({
  id: `id of ${code}`,
  code,
  name: code.length % 2 ? null : `name of ${code}`,
  owner: ({ of }: { of?: number }) => person(`${code}.${of ?? 'own'}`, depth + 1),
  parts: depth > 2 ? null : [thing(`${code}.a`, depth + 1), thing(`${code}.b`, depth + 1)],
});
const person = (code: string, depth: number): object => ({
  id: `person ${code}`,
  name: `name of person ${code}`,
  things: depth > 2 ? [] : [thing(`${code}.c`, depth + 1), null],
});
const rootValue = {
  thing: ({ code = 'x' }: { code?: string }) => thing(code),
  things: [thing('one'), thing('three')],
};

const plainOf = createPlainOperations();

function plain(
  text: string,
  variableValues?: Record<string, unknown>,
  operationName?: string,
): PlainOperation {
  const operation = plainOf({ schema, document: parse(text), variableValues, operationName });
  if (operation instanceof GraphQLError) throw operation;
  return operation;
}

const printed = (...call: Parameters<typeof plain>) => print(plain(...call).document).replace(/\s+/g, ' ');

const known = new Map<string, string>();

/** The value of one leaf, asked for by itself. */
function alone(leaf: Leaf): string {
  const question = questionFor(leaf);
  const fields = leaf.fields.map((field) => field.replace(/\(.*/, ''));
  const found =
    known.get(question) ??
    JSON.stringify(valueAt(executeSync({ schema, document: parse(question), rootValue }).data, fields));
  known.set(question, found);
  return found;
}

const columnsOf = (_type: unknown, field: string) => {
  const args = { owner: ['', '(of: 1)', '(of: 2)'], thing: ['', '(code: "y")'] }[field] ?? [''];
  return args.map((given) => ({ field, args: given }));
};

describe('a plain operation', () => {
  it('asks the same: each value under any names is the one asked for alone under its own', () => {
    const question = fc.property(fc.gen(), (draw) => {
      const query = drawQuery(draw, { schema, columnsOf, names: NAMES, depth: 4, fields: 20 });
      expect(validate(schema, parse(query.text))).toEqual([]);
      const { document, definition } = plain(query.text, query.variables);
      const { data, errors } = executeSync({ schema, document, rootValue, variableValues: query.variables });
      expect(errors).toBeUndefined();
      const answer = complete(schema, schema.getQueryType()!, definition.selectionSet, data);
      for (const leaf of query.leaves) {
        const found = JSON.stringify(valueAt(answer.data, leaf.names));
        if (found !== alone(leaf)) expect({ leaf, found }).toEqual({ leaf, found: alone(leaf) });
      }
      const asked = executeSync({
        schema,
        document: parse(query.text),
        rootValue,
        variableValues: query.variables,
      });
      expect(answer.data).toEqual(JSON.parse(JSON.stringify(asked.data)));
    });
    fc.assert(question, { numRuns: 100 });
  });

  it('has no name a planner could need, no fragment, no condition, and no name twice', () => {
    const question = fc.property(fc.gen(), (draw) => {
      const query = drawQuery(draw, { schema, columnsOf, names: NAMES, depth: 4, fields: 20 });
      const wrong: string[] = [];
      visit(plain(query.text, query.variables).document, {
        Field: ({ alias, directives }) => {
          if (alias && !/^__(a_|kind$)/.test(alias.value)) wrong.push(alias.value);
          if (directives?.length) wrong.push('a condition');
        },
        SelectionSet({ selections }) {
          const names = selections.map((node) =>
            node.kind === Kind.FIELD ? (node.alias ?? node.name).value : 'a fragment',
          );
          wrong.push(
            ...names.filter((name, index) => name === 'a fragment' || names.indexOf(name) !== index),
          );
        },
      });
      expect(wrong).toEqual([]);
    });
    fc.assert(question);
  });

  it('is the same object for the same document, name and conditions, and only then', () => {
    const document = parse(
      'query A($c: Boolean!) { thing { id name @skip(if: $c) } } query B { thing { id } }',
    );
    const of = (operationName: string, c: boolean) =>
      plainOf({ schema, document, operationName, variableValues: { c } });
    expect(of('A', true)).toBe(of('A', true));
    expect(of('B', true)).toBe(of('B', false));
    expect(of('A', false)).not.toBe(of('A', true));
    expect(of('A', true)).not.toBe(of('B', true));
  });

  it('stands alone in its document', () => {
    const text = 'query A { __schema { types { name } } } query B { thing { id } }';
    expect(printed(text, {}, 'B')).toBe('query B { thing { id } }');
  });

  it('leaves what is asked of the schema as it is', () => {
    const text =
      '{ ...F } fragment F on Query { x: __schema { types { ...T } } } fragment T on __Type { n: name }';
    expect(printed(text)).toMatch(/^\{ __a_x: __schema \{ types \{ \.\.\.T \} \} \} fragment F/);
  });

  it('asks for something where conditions leave nothing', () => {
    expect(printed('query ($c: Boolean = true) { thing { id @skip(if: $c) } }')).toContain(
      '{ thing { __kind: __typename } }',
    );
  });
});

describe('an operation is refused', () => {
  it.each([
    ['{ __schema { types { name } } things { id } }', undefined, /query of their own/],
    ['query ($c: Boolean = true) { thing @skip(if: $c) { id } }', { c: null }, /c: must be true or false/],
    ['query A { thing { id } } query B { thing { id } }', undefined, /no such operation/],
  ])('%s', (text, variables, message) => {
    expect(() => plain(text, variables)).toThrow(message);
  });
});

describe('of an interface or a union', () => {
  const wide = buildSchema(/* GraphQL */ `
    interface Named {
      name: String
    }
    type Cat implements Named {
      name: String
      lives: Int
    }
    type Dog implements Named {
      name: String
      age: Int
    }
    union Pet = Cat | Dog
    type Query {
      named: Named
      pet: Pet
    }
  `);
  it.each([
    [
      '{ named { ... on Named { a: name } ... { ... on Cat { a: name x: lives } } ... on Cat { lives } } }',
      '{ named { __a_a: name ... on Cat { __a_a: name __a_x: lives lives } __kind: __typename } }',
    ],
    [
      '{ pet { ... on Named { name ... on Dog { age } } ... on Dog { lives: age } } }',
      '{ pet { ... on Named { name ... on Dog { age } __kind: __typename } ... on Dog { __a_lives: age } __kind: __typename } }',
    ],
  ])('%s: one fragment a type is left', (text, expected) => {
    const operation = plainOf({ schema: wide, document: parse(text) });
    if (operation instanceof GraphQLError) throw operation;
    expect(print(operation.document).replace(/\s+/g, ' ')).toBe(expected);
  });
});
