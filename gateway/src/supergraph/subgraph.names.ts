/** The subgraphs, in the order in which they are composed; each is `services/<name>`. */
export const SUBGRAPHS = ['directory', 'tickets', 'inspections', 'scoring'] as const;

export type SubgraphName = (typeof SUBGRAPHS)[number];

/** Those that keep files, under `/attachments/<name>/<token>`. */
export const FILE_KEEPERS: readonly SubgraphName[] = ['tickets', 'inspections', 'scoring'];

/** Those that make documents, under `/documents/<name>/<token>`. */
export const DOCUMENT_MAKERS: readonly SubgraphName[] = ['inspections', 'scoring'];

/** What stands in the committed supergraph; the real addresses come from the environment at boot. */
export const placeholderUrl = (name: string) => `http://${name}.subgraph/graphql`;
