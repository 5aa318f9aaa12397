import { Kind, OperationTypeNode, getOperationAST, parse } from 'graphql';

/** What one calls to be let in, without a token that is good. */
const SIGN_INS = new Set(['login', 'loginWithIdToken', 'refreshSession']);

/** A document as it came, before anything of it is known to be right. */
export interface Asked {
  query?: unknown;
  operationName?: unknown;
}

/**
 * How many sign-ins an operation asks for; 0 where it asks for anything else as well, cannot be read, or hides what it
 * asks for in fragments.
 */
export function signInsOf({ query, operationName }: Asked, maxTokens: number): number {
  if (typeof query !== 'string') return 0;
  try {
    const document = parse(query, { maxTokens, noLocation: true });
    const operation = getOperationAST(document, typeof operationName === 'string' ? operationName : null);
    if (operation?.operation !== OperationTypeNode.MUTATION) return 0;
    const { selections } = operation.selectionSet;
    const areAll = selections.every((field) => field.kind === Kind.FIELD && SIGN_INS.has(field.name.value));
    return areAll ? selections.length : 0;
  } catch {
    return 0;
  }
}
