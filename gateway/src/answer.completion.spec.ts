import { describe, expect, it } from '@jest/globals';
import { Kind, buildSchema, parse } from 'graphql';
import type { FragmentDefinitionNode, OperationDefinitionNode } from 'graphql';
import { complete } from './answer.completion.js';

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

function completed(text: string, data: Record<string, unknown>) {
  const { definitions } = parse(text);
  const fragments = new Map(
    definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const { selectionSet } = definitions[0] as OperationDefinitionNode;
  const root = schema.getQueryType();
  if (!root) throw new Error('no root');
  return complete({ schema, fragments }, root, selectionSet, data);
}

describe('an answer with a value missing', () => {
  it('stays as it is where nothing is missing', () => {
    const data = { ticket: { id: '1', by: { name: 'Li' }, assignee: null } };
    expect(completed('{ ticket { id by { name } assignee { name } } }', data)).toEqual({ data, missing: [] });
  });

  it('loses the nearest thing that may be null', () => {
    const answer = completed('{ ticket { id who: by { name } } }', { ticket: { id: '1', who: null } });
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
    const data = { named: { __typename: 'Ticket', name: null } };
    expect(completed(text, data)).toEqual({ data: { named: null }, missing: [['named', 'name']] });
  });
});
