import { BREAK, Kind, visit } from 'graphql';
import type { ASTNode, DocumentNode } from 'graphql';

export type InputPath = (string | number)[];

/**
 * Where in the arguments of a field `matches` first holds: argument name, then input fields and list positions.
 * undefined outside of arguments.
 */
export function inputPathOf(
  document: DocumentNode,
  matches: (node: ASTNode) => boolean,
): InputPath | undefined {
  let found: InputPath | undefined;
  visit(document, {
    enter(node, _key, _parent, keys) {
      if (!matches(node)) return undefined;
      const path = namesAlong(document, keys);
      if (path.length === 0) return undefined;
      found = path;
      return BREAK;
    },
  });
  return found;
}

function namesAlong(document: DocumentNode, keys: readonly (string | number)[]): InputPath {
  const names: InputPath = [];
  let node: unknown = document;
  keys.forEach((key, index) => {
    node = (node as Record<string | number, unknown>)[key];
    const { kind, name } = node as { kind?: Kind; name?: { value: string } };
    if ((kind === Kind.ARGUMENT || kind === Kind.OBJECT_FIELD) && name) names.push(name.value);
    else if (keys[index - 1] === 'values') names.push(key);
  });
  return names;
}
