import { describe, expect, it } from '@jest/globals';
import { GraphQLError, buildSchema, parse } from 'graphql';
import { complete } from './answer.completion.js';
import { createPlainOperations } from './plain.operation.js';

const schema = buildSchema(/* GraphQL */ `
  interface Named {
    name: String!
  }
  type Query {
    ticket: Ticket
    tickets: [Ticket!]!
    maybe: [Ticket]
    named: Named
  }
  type Ticket implements Named {
    id: ID!
    name: String!
    by: Person!
    assignee: Person
  }
  type Person {
    name: String!
  }
`);
const plainOf = createPlainOperations();

/** The client's answer where the planner's is `data`. */
function completed(text: string, data: Record<string, unknown> | null) {
  const plain = plainOf({ schema, document: parse(text) });
  const root = schema.getQueryType();
  if (plain instanceof GraphQLError || !root) throw new Error('cannot be asked');
  return complete(schema, root, plain.definition.selectionSet, data);
}

describe('an answer', () => {
  it('stays as it is where nothing is missing', () => {
    const data = { ticket: { id: '1', by: { name: 'Li' }, assignee: null } };
    expect(completed('{ ticket { id by { name } assignee { name } } }', data)).toEqual({ data, missing: [] });
  });

  it('has the names its client chose, and nothing that was not asked for', () => {
    const data = { __a_t: { id: 'key', __a_id: 'Li', __a___typename: '1', __typename: 'Ticket' } };
    expect(completed('{ t: ticket { id: name __typename: id } }', data).data).toEqual({
      t: { id: 'Li', __typename: '1' },
    });
  });

  it('has names that objects of JavaScript know by themselves', () => {
    const data = { ['__a___proto__']: { __a_constructor: '1', ['__a___proto__']: 'Li' } };
    const answer = completed('{ __proto__: ticket { constructor: id __proto__: name } }', data).data;
    expect(JSON.stringify(answer)).toBe('{"__proto__":{"constructor":"1","__proto__":"Li"}}');
  });

  it('is empty where the conditions of the query leave nothing', () => {
    const data = { ticket: { __kind: 'Ticket' } };
    expect(completed('{ ticket { id @skip(if: true) } }', data)).toEqual({
      data: { ticket: {} },
      missing: [],
    });
  });

  it('has what is asked of an interface and of one of its types', () => {
    const text = '{ named { a: name ... on Ticket { b: id by { name } } } }';
    const data = { named: { __kind: 'Ticket', __a_a: 'A', __a_b: '1', by: { name: 'Li' } } };
    expect(completed(text, data).data).toEqual({ named: { a: 'A', b: '1', by: { name: 'Li' } } });
  });
});

describe('an answer with a value missing', () => {
  it('loses the nearest thing that may be null', () => {
    const answer = completed('{ ticket { id who: by { name } } }', { ticket: { id: '1', __a_who: null } });
    expect(answer).toEqual({ data: { ticket: null }, missing: [['ticket', 'who']] });
  });

  it('loses everything where nothing on the way may be null', () => {
    const data = { tickets: [{ by: { name: 'Li' } }, { by: null }] };
    expect(completed('{ tickets { by { name } } }', data)).toEqual({
      data: null,
      missing: [['tickets', 1, 'by']],
    });
  });

  it('loses one item of a list whose items may be null', () => {
    const data = { maybe: [{ by: { name: 'Li' } }, { by: null }] };
    const answer = completed('{ maybe { by { name } } }', data);
    expect(answer.data).toEqual({ maybe: [{ by: { name: 'Li' } }, null] });
  });

  it('is found in fragments, named and inline, on interfaces too', () => {
    const text = '{ named { ... on Ticket { ...F } } } fragment F on Named { name }';
    const data = { named: { __kind: 'Ticket', name: null } };
    expect(completed(text, data)).toEqual({ data: { named: null }, missing: [['named', 'name']] });
  });

  it('is told of where there is no data at all', () => {
    expect(completed('{ ticket { id } }', null)).toEqual({ data: null, missing: [[]] });
  });
});
