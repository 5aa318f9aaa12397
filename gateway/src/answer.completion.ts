import {
  GraphQLError,
  Kind,
  getNamedType,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type {
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql';

export interface Question {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
}

type Path = readonly (string | number)[];
type Data = Record<string, unknown>;

/** Stands for "must not be null here": the nearest place that may be null takes it. */
const NOTHING = Symbol('nothing');

/**
 * Carries a null where the schema promises a value up to the nearest place that may be null, as GraphQL wants it and
 * Hive's executor leaves undone. Returns the data and the paths of the values that were missing.
 */
export function complete(
  question: Question,
  root: GraphQLObjectType,
  selections: SelectionSetNode,
  data: Data | null | undefined,
): { data: Data | null; missing: Path[] } {
  const missing: Path[] = [];
  if (data == null) return { data: null, missing };
  const completed = completeObject(question, root, selections, data, [], missing);
  return { data: completed === NOTHING ? null : completed, missing };
}

function completeObject(
  question: Question,
  type: GraphQLObjectType,
  selections: SelectionSetNode,
  data: Data,
  path: Path,
  missing: Path[],
): Data | typeof NOTHING {
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const field = type.getFields()[selection.name.value];
      if (field === undefined || !(key in data)) continue; // __typename, or left out by @skip
      const value = completeValue(
        question,
        field.type,
        selection.selectionSet,
        data[key],
        [...path, key],
        missing,
      );
      if (value === NOTHING) return NOTHING;
      data[key] = value;
    } else {
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : question.fragments.get(selection.name.value);
      if (fragment === undefined || !applies(question.schema, fragment.typeCondition?.name.value, type))
        continue;
      if (completeObject(question, type, fragment.selectionSet, data, path, missing) === NOTHING)
        return NOTHING;
    }
  }
  return data;
}

function completeValue(
  question: Question,
  type: GraphQLOutputType,
  selections: SelectionSetNode | undefined,
  value: unknown,
  path: Path,
  missing: Path[],
): unknown {
  if (isNonNullType(type)) {
    if (value == null) missing.push(path);
    const completed = completeValue(question, type.ofType, selections, value, path, missing);
    return completed == null ? NOTHING : completed;
  }
  if (value == null || selections === undefined) return value ?? null;
  if (isListType(type)) {
    const items = (value as unknown[]).map((item, index) =>
      completeValue(question, type.ofType, selections, item, [...path, index], missing),
    );
    return items.includes(NOTHING) ? null : items;
  }
  const object = objectTypeOf(question.schema, type, value as Data);
  if (object === undefined) return value;
  const completed = completeObject(question, object, selections, value as Data, path, missing);
  return completed === NOTHING ? null : completed;
}

function objectTypeOf(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  value: Data,
): GraphQLObjectType | undefined {
  const named = getNamedType(type);
  if (isObjectType(named)) return named;
  const actual = schema.getType(String(value.__typename));
  return isObjectType(actual) ? actual : undefined;
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  return isAbstractType(wanted) && schema.isSubType(wanted, type);
}

/** An error for a value the schema promises and no subgraph gave. */
export function missingValue(path: Path): GraphQLError {
  return new GraphQLError('A value that is always there is missing', { path });
}
