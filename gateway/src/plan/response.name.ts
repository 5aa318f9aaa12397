import type { FieldNode } from 'graphql';

/**
 * Stands before every response name a client chose while an operation is planned and run. Names that begin with two
 * underscores are GraphQL's own: no field of any subgraph can have one.
 */
const MARK = '__a_';

/** The response name a client reads a field by. */
export function responseName({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

/** The name a planner may have for a field: its own, or the client's, marked. */
export function plannedName(node: FieldNode): string {
  const wanted = responseName(node);
  return wanted === node.name.value ? wanted : MARK + wanted;
}

/** The client's name of a response name (`plannedName`). */
export function clientName(planned: string): string {
  return planned.startsWith(MARK) ? planned.slice(MARK.length) : planned;
}

/** Where in the client's answer a place of the planner's answer is. */
export function clientPath(path: readonly (string | number)[]): (string | number)[] {
  return path.map((step) => (typeof step === 'string' ? clientName(step) : step));
}
