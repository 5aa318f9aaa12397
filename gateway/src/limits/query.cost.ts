import {
  Kind,
  OperationTypeNode,
  getNamedType,
  getOperationAST,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  valueFromASTUntyped,
} from 'graphql';
import type {
  ExecutionArgs,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  SelectionSetNode,
} from 'graphql';

/** Items a page holds when the query does not say, and at most (the subgraphs refuse more). */
const DEFAULT_PAGE = 20;
const LARGEST_PAGE = 100;
/** Items assumed in a list that is not paged. */
const PLAIN_LIST = 10;
const MUTATION = 10;
/** What the database does for a search by words, or to count a list, in objects that it could have read meanwhile. */
const SEARCH = 1_000;
const COUNT = 200;
/** What is computed from every fact of a contract, in objects that could be read in that time. */
const COMPUTED: Readonly<Record<string, number>> = {
  'Query.whatIf': 4_000,
  'Query.dashboard': 4_000,
  'Query.scoreSheet': 200,
};

/**
 * How many objects an operation may make the subgraphs read: every object field counts one, times the items of the
 * lists it lies in, as `first` and `last` with this call's variables say. A search by words, a `totalCount` and what is
 * computed count for as many objects as could be read meanwhile.
 */
export function costOf({ schema, document, operationName, variableValues }: ExecutionArgs): number {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!root) return 0;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const defaults = new Map(
    operation.variableDefinitions?.map((node) => [node.variable.name.value, node.defaultValue]),
  );
  const defaultValues = Object.fromEntries(
    [...defaults].flatMap(([name, value]) => (value ? [[name, valueFromASTUntyped(value)]] : [])),
  );
  const known = new Map<string, number>();

  const pageOf = (node: FieldNode, field: GraphQLField<unknown, unknown>): number | undefined => {
    if (!field.args.some(({ name }) => name === 'first' || name === 'last')) return undefined;
    const given = node.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value;
    const literal = given?.kind === Kind.VARIABLE ? defaults.get(given.name.value) : given;
    const value = given?.kind === Kind.VARIABLE ? variableValues?.[given.name.value] : undefined;
    const size = Number(value ?? (literal?.kind === Kind.INT ? literal.value : DEFAULT_PAGE));
    return Number.isFinite(size) ? Math.min(Math.max(size, 0), LARGEST_PAGE) : DEFAULT_PAGE;
  };

  const isSearch = (node: FieldNode): boolean =>
    (node.arguments ?? []).some(({ value }) => {
      const filter = valueFromASTUntyped(value, { ...defaultValues, ...variableValues });
      return Boolean((filter as { text?: unknown } | null | undefined)?.text);
    });

  // `page`: items of the connection these selections are made on
  const ofField = (node: FieldNode, type: GraphQLNamedType, page: number | undefined): number => {
    const field = isObjectType(type) ? type.getFields()[node.name.value] : undefined;
    if (field === undefined) return 0;
    if (!isCompositeType(getNamedType(field.type))) return field.name === 'totalCount' ? COUNT : 0;
    const ownPage = pageOf(node, field);
    const isList = isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
    const inner = ofSelections(node.selectionSet, getNamedType(field.type), isList ? undefined : ownPage);
    const own = 1 + (isSearch(node) ? SEARCH : 0) + (COMPUTED[`${type.name}.${node.name.value}`] ?? 0);
    return (own + inner) * (isList ? (ownPage ?? page ?? PLAIN_LIST) : 1);
  };
  const ofFragment = (name: string, page: number | undefined): number => {
    const fragment = fragments.get(name);
    const type = fragment && schema.getType(fragment.typeCondition.name.value);
    if (!type) return 0;
    const key = `${name} ${page}`;
    if (!known.has(key)) known.set(key, ofSelections(fragment.selectionSet, type, page));
    return known.get(key) ?? 0;
  };
  const ofSelections = (set: SelectionSetNode | undefined, type: GraphQLNamedType, page?: number): number =>
    (set?.selections ?? []).reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + ofField(selection, type, page);
      if (selection.kind === Kind.FRAGMENT_SPREAD) return sum + ofFragment(selection.name.value, page);
      const narrowed = selection.typeCondition && schema.getType(selection.typeCondition.name.value);
      return sum + ofSelections(selection.selectionSet, narrowed ?? type, page);
    }, 0);

  return (
    ofSelections(operation.selectionSet, root) +
    (operation.operation === OperationTypeNode.MUTATION ? MUTATION : 0)
  );
}
