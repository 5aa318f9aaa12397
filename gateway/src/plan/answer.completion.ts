import { GraphQLError, Kind, getNamedType, isListType, isNonNullType, isObjectType } from 'graphql';
import type {
  FieldNode,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql';
import { KIND, isAlways } from './plain.selections.js';
import { clientName, responseName } from './response.name.js';

type Path = readonly (string | number)[];
type Data = Record<string, unknown>;

/** Stands for "must not be null here": the nearest place that may be null takes it. */
const NOTHING = Symbol('nothing');

/**
 * The client's answer made of the planner's: response names as the client chose them, and a null where the schema
 * promises a value carried up to the nearest place that may be null, as GraphQL wants it and Hive's executor leaves
 * undone.
 * @param selections of a plain operation
 * @returns the data, and the paths of the values that were missing
 */
export function complete(
  schema: GraphQLSchema,
  root: GraphQLObjectType,
  selections: SelectionSetNode,
  data: Data | null | undefined,
): { data: Data | null; missing: Path[] } {
  if (data == null) return { data: null, missing: [[]] };
  const missing: Path[] = [];
  const completed = completeObject({ schema, missing }, root, [selections], data, []);
  return { data: completed === NOTHING ? null : completed, missing };
}

interface Answer {
  schema: GraphQLSchema;
  missing: Path[];
}

function completeObject(
  answer: Answer,
  type: GraphQLObjectType,
  sets: SelectionSetNode[],
  data: Data,
  path: Path,
): Data | typeof NOTHING {
  const completed: [string, unknown][] = [];
  for (const [planned, nodes] of fieldsOf(answer.schema, type, sets)) {
    const key = clientName(planned);
    const field = type.getFields()[nodes[0].name.value];
    if (field === undefined) {
      completed.push([key, data[planned]]); // GraphQL's own, such as __typename
      continue;
    }
    const inner = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const value = completeValue(answer, field.type, inner, data[planned], [...path, key]);
    if (value === NOTHING) return NOTHING;
    completed.push([key, value]);
  }
  // not by assignment: a field may be named `__proto__` by its client
  return Object.fromEntries(completed);
}

function completeValue(
  answer: Answer,
  type: GraphQLOutputType,
  sets: SelectionSetNode[],
  value: unknown,
  path: Path,
): unknown {
  if (isNonNullType(type)) {
    if (value == null) answer.missing.push(path);
    const completed = completeValue(answer, type.ofType, sets, value, path);
    return completed == null ? NOTHING : completed;
  }
  if (value == null || sets.length === 0) return value ?? null;
  if (isListType(type)) {
    const items = (value as unknown[]).map((item, index) =>
      completeValue(answer, type.ofType, sets, item, [...path, index]),
    );
    return items.includes(NOTHING) ? null : items;
  }
  const object = objectTypeOf(answer.schema, type, value as Data);
  if (object === undefined) return value;
  const completed = completeObject(answer, object, sets, value as Data, path);
  return completed === NOTHING ? null : completed;
}

/** By the planner's response name; more than one node only where some stand under a type of an interface or union. */
function fieldsOf(schema: GraphQLSchema, type: GraphQLObjectType, sets: SelectionSetNode[]) {
  const fields = new Map<string, [FieldNode, ...FieldNode[]]>();
  const add = ({ selections }: SelectionSetNode) => {
    for (const node of selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const condition = node.typeCondition?.name.value;
        if (condition === undefined || isAlways(schema, type, condition)) add(node.selectionSet);
      } else if (node.kind === Kind.FIELD && responseName(node) !== KIND) {
        const planned = responseName(node);
        const others = fields.get(planned);
        if (others) others.push(node);
        else fields.set(planned, [node]);
      }
    }
  };
  sets.forEach(add);
  return fields;
}

function objectTypeOf(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  value: Data,
): GraphQLObjectType | undefined {
  const named = getNamedType(type);
  if (isObjectType(named)) return named;
  const actual = schema.getType(String(value[KIND]));
  return isObjectType(actual) ? actual : undefined;
}

/** An error for a value the schema promises and no subgraph gave. */
export function missingValue(path: Path): GraphQLError {
  return new GraphQLError('A value that is always there is missing', {
    path: path.length > 0 ? path : undefined,
  });
}
