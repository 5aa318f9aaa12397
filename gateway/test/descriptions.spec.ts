import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, isEnumType, isInputObjectType, isObjectType } from 'graphql';
import type { GraphQLNamedType, GraphQLSchema } from 'graphql';

interface Described {
  name: string;
  description?: string | null;
}

/** What GraphQL, Relay or federation gives its meaning. */
const isPlumbing = ({ name }: GraphQLNamedType): boolean =>
  /__|(Edge|Connection)$|^(PageInfo|String|Int|Float|Boolean|ID)$/.test(name);

const explainsItself = (path: string): boolean => /^(Query|Mutation|Subscription)$|\.id$/.test(path);

function partsOf(type: GraphQLNamedType): (Described & { args?: readonly Described[] })[] {
  if (isEnumType(type)) return [...type.getValues()];
  if (isInputObjectType(type) || isObjectType(type)) return Object.values<Described>(type.getFields());
  return [];
}

/** Everything of a graph that a client has to guess at: types, fields, input fields, arguments, values of enums. */
function undescribed(schema: GraphQLSchema): string[] {
  const silent: string[] = [];
  const look = (path: string, { description }: Described) => {
    if (!description?.trim() && !explainsItself(path)) silent.push(path);
  };
  for (const type of Object.values(schema.getTypeMap()).filter((each) => !isPlumbing(each))) {
    look(type.name, type);
    for (const part of partsOf(type)) {
      const path = `${type.name}.${part.name}`;
      look(path, part);
      for (const argument of part.args ?? [])
        // the type of a mutation's input says what it takes
        if (type.name !== 'Mutation' || argument.name !== 'input')
          look(`${path}(${argument.name})`, argument);
    }
  }
  return silent;
}

describe('descriptions of the graph', () => {
  it('tell of everything what it is', () => {
    const sdl = readFileSync(join(import.meta.dirname, '../supergraph.graphql'), 'utf8');
    expect(undescribed(buildSchema(sdl, { assumeValid: true }))).toEqual([]);
  });

  it('are missed wherever there is none', () => {
    const toy = buildSchema(`
      type Query { pump(id: ID, depth: Int): Pump pumps: PumpConnection }
      type Mutation { start(input: Start!): Pump }
      type PumpConnection { nodes: [Pump] }
      type Pump { id: ID state: State }
      enum State { ON }
      input Start { hard: Boolean }
      scalar Litres`);
    expect(undescribed(toy).sort()).toEqual([
      'Litres',
      'Mutation.start',
      'Pump',
      'Pump.state',
      'Query.pump',
      'Query.pump(depth)',
      'Query.pump(id)',
      'Query.pumps',
      'Start',
      'Start.hard',
      'State',
      'State.ON',
    ]);
  });
});
