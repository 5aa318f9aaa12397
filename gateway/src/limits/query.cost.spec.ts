import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { costOf } from './query.cost.js';

const schema = buildSchema(/* GraphQL */ `
  type Query {
    ticket: Ticket
    tickets(first: Int, last: Int, filter: TicketFilter): TicketConnection!
    recent(first: Int): [Ticket!]!
    whatIf(input: TicketFilter): Ticket
    scoreSheet: Ticket
  }
  input TicketFilter {
    text: String
    state: String
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
    ['a page counts its items, and the page itself', '{ tickets(first: 5) { nodes { id } } }', 1 + 5],
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

  it.each([
    ['a count', '{ tickets(first: 0) { totalCount } }', 1 + 200],
    ['a search', '{ tickets(first: 0, filter: { text: "视频" }) { nodes { id } } }', 1 + 1_000],
    [
      'a filter that searches nothing',
      '{ tickets(first: 0, filter: { state: "CLOSED" }) { nodes { id } } }',
      1,
    ],
    [
      'each of them by each of its names',
      '{ a: tickets(first: 0, filter: { text: "a" }) { n: totalCount } b: tickets(first: 0, filter: { text: "b" }) { n: totalCount } }',
      2 * 1_201,
    ],
    ['a month computed from all facts', '{ whatIf { id } scoreSheet { id } }', 1 + 4_000 + 1 + 200],
    ['each of its names', '{ a: whatIf { id } b: whatIf { id } c: whatIf { id } }', 3 * 4_001],
  ])('%s counts for what is read, or could be', (_, text, expected) => expect(cost(text)).toBe(expected));

  it('sees a search in variables, in parts of them and in their defaults', () => {
    const whole =
      'query ($f: TicketFilter = { text: "视频" }) { tickets(first: 0, filter: $f) { nodes { id } } }';
    const part = 'query ($t: String) { tickets(first: 0, filter: { text: $t }) { nodes { id } } }';
    expect([cost(whole), cost(whole, { f: { text: '' } }), cost(whole, { f: { text: 'x' } })]).toEqual([
      1_001, 1, 1_001,
    ]);
    expect([cost(part), cost(part, { t: 'x' })]).toEqual([1, 1_001]);
  });

  it('reads the sizes of pages from variables and their defaults', () => {
    const text = 'query ($n: Int = 7) { tickets(first: $n) { nodes { id } } }';
    expect([cost(text), cost(text, { n: 2 }), cost(text, { n: null })]).toEqual([8, 3, 8]);
  });

  it('does not let a senseless size make it cheap', () => {
    const text = 'query ($n: Int) { tickets(first: $n) { nodes { id } } }';
    expect([cost(text, { n: -5 }), cost(text, { n: 'x' })]).toEqual([1, 21]);
  });
});
