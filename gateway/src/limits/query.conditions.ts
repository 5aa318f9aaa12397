import { type GraphQLError, Kind, visit } from 'graphql';
import type { DirectiveNode, DocumentNode, OperationDefinitionNode, SelectionNode, ValueNode } from 'graphql';
import { badInput } from '@zhishou/platform/errors';

/** What @skip and @include hang on in one call: a variable's name, and whether it is true. */
export type Conditions = ReadonlyMap<string, boolean>;

/** Names of the variables on which @skip and @include of a document hang. */
export function conditionNames(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      const value = conditionOf(node);
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** Their values in one call; BAD_USER_INPUT where one of this operation's is null, which validation lets pass. */
export function conditionValues(
  names: string[],
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Record<string, unknown>,
): Conditions | GraphQLError {
  const values = new Map<string, boolean>();
  for (const { variable, defaultValue } of variableDefinitions) {
    const name = variable.name.value;
    if (!names.includes(name)) continue;
    const preset = defaultValue?.kind === Kind.BOOLEAN ? defaultValue.value : undefined;
    const value = given[name] === undefined ? preset : given[name];
    if (typeof value !== 'boolean') return badInput([{ path: name, message: 'must be true or false' }]);
    values.set(name, value);
  }
  return values;
}

/** Whether @skip and @include let a selection be. */
export function isIncluded({ directives = [] }: SelectionNode, conditions: Conditions): boolean {
  return directives.every((directive) => {
    const value = conditionOf(directive);
    if (value === undefined) return true;
    const isTrue =
      value.kind === Kind.VARIABLE
        ? (conditions.get(value.name.value) ?? false)
        : value.kind === Kind.BOOLEAN && value.value;
    return isTrue === (directive.name.value === 'include');
  });
}

function conditionOf({ name, arguments: args = [] }: DirectiveNode): ValueNode | undefined {
  if (name.value !== 'skip' && name.value !== 'include') return undefined;
  return args.find((arg) => arg.name.value === 'if')?.value;
}
