import { composeServices, compositionHasErrors } from '@theguild/federation-composition';
import { GraphQLError, parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import { placeholderUrl } from './subgraph.names.js';

export interface SubgraphSchema {
  name: string;
  /** federated SDL as the service prints it */
  sdl: string;
}

/** Says in one line each what keeps the subgraphs from forming one graph, naming subgraph and field. */
export class CompositionError extends Error {
  constructor(readonly problems: string[]) {
    super(problems.map((problem) => `  ${problem}`).join('\n'));
    this.name = 'CompositionError';
  }
}

/**
 * Composes the subgraphs into one supergraph SDL; the same schemas give the same text.
 * @throws CompositionError
 */
export function composeSupergraph(subgraphs: SubgraphSchema[]): string {
  const result = composeServices(
    subgraphs.map(({ name, sdl }) => ({
      name,
      url: placeholderUrl(name),
      typeDefs: parseSubgraph(name, sdl),
    })),
  );
  if (compositionHasErrors(result)) throw new CompositionError(result.errors.map((error) => error.message));
  return `${result.supergraphSdl.trim()}\n`;
}

function parseSubgraph(name: string, sdl: string): DocumentNode {
  try {
    return parse(sdl, { noLocation: true });
  } catch (error) {
    const place =
      error instanceof GraphQLError && error.locations?.[0] ? ` line ${error.locations[0].line}` : '';
    throw new CompositionError([`[${name}]${place}: ${(error as Error).message}`]);
  }
}
