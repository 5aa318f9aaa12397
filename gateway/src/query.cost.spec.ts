import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { costOf } from './query.cost.js';

const schema = buildSchema(/* GraphQL */ `
  type Query {
    ticket: Ticket
    tickets(first: Int, last: Int): TicketConnection!
    recent(first: Int): [Ticket!]!
  }
  type Mutation {
    accept: Ticket
  }
  type TicketConnection {
    edges: [Edge!]!
    nodes: [Ticket!]!
    totalCount: Int!
  }
  type Edge {
    node: Ticket!
  }
  type Ticket {
    id: ID!
    names: [String!]!
    clocks: [Clock!]!
    next: Ticket
  }
  type Clock {
    kind: String
  }
`);

const cost = (text: string, variableValues?: Record<string, unknown>) =>
  costOf({ schema, document: parse(text), variableValues });

describe('the cost of an operation', () => {
  it.each([
    ['a single object costs one, its plain values nothing', '{ ticket { id names } }', 1],
    ['a list without pages counts ten', '{ ticket { clocks { kind } } }', 1 + 10],
    [
      'a page counts its items, and the page itself',
      '{ tickets(first: 5) { totalCount nodes { id } } }',
      1 + 5,
    ],
    ['edges hold as many as the page', '{ tickets(last: 5) { edges { node { id } } } }', 1 + 5 * 2],
    ['a page of no stated size counts twenty', '{ tickets { nodes { id } } }', 1 + 20],
    [
      'a page larger than subgraphs give counts a hundred',
      '{ tickets(first: 5000) { nodes { id } } }',
      1 + 100,
    ],
    ['a list with a size of its own', '{ recent(first: 3) { next { id } } }', 3 * 2],
    ['what lies in lists is multiplied', '{ tickets(first: 4) { nodes { clocks { kind } } } }', 1 + 4 * 11],
    [
      'fragments count where they are spread',
      '{ ticket { ...F next { ...F } } } fragment F on Ticket { clocks { kind } }',
      1 + 10 + 1 + 10,
    ],
    [
      'a fragment of a page knows its size',
      '{ tickets(first: 3) { ...P } } fragment P on TicketConnection { nodes { id } }',
      1 + 3,
    ],
    ['inline fragments too', '{ tickets(first: 3) { ... { nodes { id } } } }', 1 + 3],
    ['a mutation costs ten more', 'mutation { accept { id } }', 10 + 1],
  ])('%s', (_, text, expected) => expect(cost(text)).toBe(expected));

  it('reads the sizes of pages from variables and their defaults', () => {
    const text = 'query ($n: Int = 7) { tickets(first: $n) { nodes { id } } }';
    expect([cost(text), cost(text, { n: 2 }), cost(text, { n: null })]).toEqual([8, 3, 8]);
  });

  it('does not let a senseless size make it cheap', () => {
    const text = 'query ($n: Int) { tickets(first: $n) { nodes { id } } }';
    expect([cost(text, { n: -5 }), cost(text, { n: 'x' })]).toEqual([1, 21]);
  });
});
