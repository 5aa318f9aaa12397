import { describe, expect, it } from '@jest/globals';
import { composeSupergraph } from './supergraph.js';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])';
const people = `${LINK} type Query { me: Person } type Person @key(fields: "id") { id: ID! name: String! }`;
const subgraph = (name: string, sdl: string) => ({ name, sdl });

describe('composing', () => {
  it('gives the same text every time, without any real address', () => {
    const compose = () => composeSupergraph([subgraph('directory', people)]);
    expect(compose()).toBe(compose());
    expect(compose()).toContain('url: "http://directory.subgraph/graphql"');
  });

  it('names the field and the subgraphs that do not agree on it', () => {
    const tickets = `${LINK} type Query { ticket: ID } type Person @key(fields: "id") { id: ID! name: Int! }`;
    const compose = () => composeSupergraph([subgraph('directory', people), subgraph('tickets', tickets)]);
    expect(compose).toThrow(/Person\.name.*directory.*tickets|directory.*tickets.*Person\.name/s);
  });

  it('names the subgraph and the line that cannot be read', () => {
    expect(() => composeSupergraph([subgraph('tickets', 'type Query {\n  a: ID\n  b:\n}')])).toThrow(
      /\[tickets\] line 4/,
    );
  });
});
