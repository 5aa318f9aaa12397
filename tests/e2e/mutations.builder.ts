import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isLeafType, isObjectType } from 'graphql';
import type { GraphQLInputType } from 'graphql';

export const supergraph = buildSchema(
  readFileSync(new URL('../../gateway/supergraph.graphql', import.meta.url), 'utf8'),
  { assumeValid: true },
);
const fields = supergraph.getMutationType()!.getFields();

/** Every mutation of the composed graph, as it stands there. */
export const MUTATIONS = Object.keys(fields);

export const inputTypeOf = (name: string): GraphQLInputType => fields[name]!.args[0]!.type;

/** Whether its input has such a field. */
export function takes(name: string, field: string): boolean {
  const type = getNamedType(inputTypeOf(name));
  return 'getFields' in type && field in type.getFields();
}

export const isTicketStep = (name: string): boolean =>
  takes(name, 'ticketId') && getNamedType(fields[name]!.type).name === 'Ticket';

/** Asks for the first plain field of what it answers. */
export function documentOf(name: string): string {
  const answer = getNamedType(fields[name]!.type);
  const plain = isObjectType(answer)
    ? Object.values(answer.getFields()).find(({ type }) => isLeafType(getNamedType(type)))
    : undefined;
  return `mutation ($input: ${String(inputTypeOf(name))}) { ${name}(input: $input) ${plain ? `{ ${plain.name} }` : ''} }`;
}
