import { Kind } from 'graphql';
import type { DocumentNode, SelectionNode, SelectionSetNode } from 'graphql';

export interface Measure {
  /** fields inside fields, the deepest way down */
  depth: number;
  aliases: number;
  /** fields and spreads once every fragment is written out */
  fields: number;
}

const NONE: Measure = { depth: 0, aliases: 0, fields: 0 };

/**
 * Size of a document with its fragments written out. Introspection does not count: graphql-js bounds its nesting
 * itself. A fragment that contains itself counts once; validation refuses it.
 */
export function measure(document: DocumentNode): Measure {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition.selectionSet);
  const measured = new Map<string, Measure>();

  const ofFragment = (name: string): Measure => {
    if (!measured.has(name)) {
      measured.set(name, NONE);
      measured.set(name, ofSelections(fragments.get(name)));
    }
    return measured.get(name) ?? NONE;
  };
  const ofSelection = (selection: SelectionNode): Measure => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return plus(NONE, ofFragment(selection.name.value), 1);
    const inner = ofSelections(selection.selectionSet);
    if (selection.kind === Kind.INLINE_FRAGMENT) return plus(NONE, inner, 1);
    if (selection.name.value.startsWith('__')) return NONE;
    return {
      depth: inner.depth + 1,
      aliases: inner.aliases + (selection.alias ? 1 : 0),
      fields: inner.fields + 1,
    };
  };
  const ofSelections = (set: SelectionSetNode | undefined): Measure =>
    (set?.selections ?? []).map(ofSelection).reduce((total, next) => plus(total, next), NONE);

  return document.definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => ofSelections(operation.selectionSet))
    .reduce((total, next) => plus(total, next), NONE);
}

function plus(one: Measure, other: Measure, spreads = 0): Measure {
  return {
    depth: Math.max(one.depth, other.depth),
    aliases: one.aliases + other.aliases,
    fields: one.fields + other.fields + spreads,
  };
}
