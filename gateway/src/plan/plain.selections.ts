import {
  Kind,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLNamedType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql';
import { isIncluded } from '../limits/query.conditions.js';
import type { Conditions } from '../limits/query.conditions.js';
import { plannedName } from './response.name.js';

export interface PlainParts {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  conditions: Conditions;
}

/** Fields by response name, and what is asked of some of the types only. */
interface Collected {
  fields: Map<string, FieldNode[]>;
  narrowed: Map<string, SelectionSetNode[]>;
}

/** Asks what something is, for ourselves. Also stands where @skip and @include leave nothing: no selection is empty. */
export const KIND = '__kind';

const ASK_KIND: FieldNode = {
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: KIND },
  name: { kind: Kind.NAME, value: '__typename' },
};

/**
 * The same selections with fragments written out, conditions decided, one field to a response name and clients' names
 * marked. Inline fragments are left on interfaces and unions only, one to a type. What is asked of the schema itself
 * (`__schema`, `__type`) stays as it is inside.
 */
export function plainSelections(
  parts: PlainParts,
  sets: SelectionSetNode[],
  type: GraphQLCompositeType,
): SelectionSetNode {
  const { fields, narrowed } = collect(parts, sets, type);
  const selections = [
    ...[...fields].map(([name, nodes]) => plainField(parts, name, nodes, type)),
    ...[...narrowed].map(([name, inner]) => ({
      kind: Kind.INLINE_FRAGMENT as const,
      typeCondition: { kind: Kind.NAMED_TYPE as const, name: { kind: Kind.NAME as const, value: name } },
      selectionSet: plainSelections(parts, inner, parts.schema.getType(name) as GraphQLCompositeType),
    })),
  ];
  const isUnclear = selections.length === 0 || isAbstractType(type);
  return { kind: Kind.SELECTION_SET, selections: isUnclear ? [...selections, ASK_KIND] : selections };
}

function collect(parts: PlainParts, sets: SelectionSetNode[], type: GraphQLCompositeType): Collected {
  const found: Collected = { fields: new Map(), narrowed: new Map() };
  const add = (set: SelectionSetNode) => {
    for (const selection of set.selections) {
      if (!isIncluded(selection, parts.conditions)) continue;
      if (selection.kind === Kind.FIELD) push(found.fields, plannedName(selection), selection);
      else {
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : parts.fragments.get(selection.name.value);
        if (fragment === undefined) continue;
        const condition = fragment.typeCondition?.name.value ?? type.name;
        if (isAlways(parts.schema, type, condition)) add(fragment.selectionSet);
        else if (isAbstractType(type)) push(found.narrowed, condition, fragment.selectionSet);
      }
    }
  };
  sets.forEach(add);
  return found;
}

function plainField(
  parts: PlainParts,
  name: string,
  nodes: FieldNode[],
  parent: GraphQLCompositeType,
): FieldNode {
  const [{ name: field, arguments: args }] = nodes as [FieldNode];
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const type = fieldType(parent, field.value);
  return {
    kind: Kind.FIELD,
    ...(name !== field.value && { alias: { kind: Kind.NAME, value: name } }),
    name: field,
    arguments: args,
    ...(sets.length > 0 && {
      selectionSet:
        type === undefined
          ? { kind: Kind.SELECTION_SET, selections: sets.flatMap(({ selections }) => selections) }
          : plainSelections(parts, sets, type),
    }),
  };
}

/** undefined: a plain value, or a field of GraphQL's own. */
function fieldType(parent: GraphQLCompositeType, name: string): GraphQLCompositeType | undefined {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined;
  const field = parent.getFields()[name];
  const type: GraphQLNamedType | undefined = field && getNamedType(field.type);
  return isCompositeType(type) ? type : undefined;
}

/** Whether everything of `type` is of the type named `condition`. */
export function isAlways(schema: GraphQLSchema, type: GraphQLCompositeType, condition: string): boolean {
  const wanted = schema.getType(condition);
  if (condition === type.name) return true;
  return isAbstractType(wanted) && !isUnionType(type) && schema.isSubType(wanted, type);
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
