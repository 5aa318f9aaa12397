import fc from 'fast-check';
import type { GeneratorValue } from 'fast-check';
import { getNamedType, isLeafType, isObjectType } from 'graphql';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';

/** A field as it may be asked for: with these arguments, printed, such as `(first: 3)`. */
export interface Column {
  field: string;
  args: string;
}

/** A plain value that is asked for. */
export interface Leaf {
  /** response names on the way to it, lists left out */
  names: string[];
  /** the same way as fields with their arguments */
  fields: string[];
}

export interface RandomQuery {
  text: string;
  variables: Record<string, boolean>;
  leaves: Leaf[];
}

export interface Choices {
  schema: GraphQLSchema;
  /** in how many ways a field may be asked for; none leaves it out */
  columnsOf: (type: GraphQLObjectType, field: string) => Column[];
  /** names to draw aliases from */
  names: string[];
  /** fields inside fields, and fields altogether */
  depth: number;
  fields: number;
}

/**
 * A valid query drawn at random: fields under their own names and under others' names, the same field several times and
 * with different arguments, in fragments of every kind and under conditions. One response name always means one field
 * of a type, so that any selections may be merged.
 */
export function drawQuery(draw: GeneratorValue, choices: Choices): RandomQuery {
  const root = choices.schema.getQueryType();
  if (!root) throw new Error('there is nothing to ask');
  const named = nameColumns(draw, choices);
  const leaves: Leaf[] = [];
  const fragments: string[] = [];
  let left = choices.fields;

  const wrapped = (type: GraphQLObjectType, text: string): string => {
    const on = ` on ${type.name}`;
    const wraps: (() => string)[] = [
      () => text,
      () => text,
      () => `... { ${text} }`,
      () => `...${on} @include(if: $yes) { ${text} }`,
      () => `... @skip(if: $no) { ${text} }`,
      () => {
        const name = `F${fragments.length}`;
        fragments.push(`fragment ${name}${on} { ${text} }`);
        return `...${name} @skip(if: false)`;
      },
    ];
    return pickFrom(draw, wraps)();
  };

  const selections = (type: GraphQLObjectType, way: Leaf, isAsked: boolean): string => {
    const isDeep = way.names.length + 1 >= choices.depth;
    const columns = named(type).filter(({ inner }) => !isDeep || inner === undefined);
    const picks = draw(fc.array, fc.nat({ max: columns.length - 1 }), { minLength: 1, maxLength: 4 });
    const texts = picks.slice(0, Math.max(left, 1)).map((index) => {
      left -= 1;
      const { name, column, inner } = columns[index]!;
      const here = { names: [...way.names, name], fields: [...way.fields, column.field + column.args] };
      const isKept = draw(fc.integer, { min: 0, max: 9 }) > 0;
      if (isAsked && isKept && inner === undefined) leaves.push(here);
      const under = inner ? ` { ${selections(inner, here, isAsked && isKept)} }` : '';
      const alias = name === column.field ? '' : `${name}: `;
      return wrapped(
        type,
        `${alias}${column.field}${column.args}${isKept ? '' : ' @skip(if: $yes)'}${under}`,
      );
    });
    return texts.join(' ');
  };

  const body = selections(root, { names: [], fields: [] }, true);
  const text = `query ($yes: Boolean!, $no: Boolean = false) { ${body} yes: __typename @include(if: $yes) no: __typename @skip(if: $no) }`;
  return { text: [text, ...fragments].join('\n'), variables: { yes: true }, leaves };
}

interface Named {
  name: string;
  column: Column;
  /** undefined: a plain value */
  inner?: GraphQLObjectType;
}

/** Gives every column of a type a name of its own, drawn when the type is first met. */
function nameColumns(draw: GeneratorValue, { names, columnsOf }: Choices) {
  const known = new Map<GraphQLObjectType, Named[]>();
  return (type: GraphQLObjectType): Named[] => {
    const before = known.get(type);
    if (before) return before;
    const taken = new Set<string>(['yes', 'no']);
    const columns = Object.values(type.getFields()).flatMap((field) => {
      const inner = getNamedType(field.type);
      if (!isLeafType(inner) && !isObjectType(inner)) return [];
      return columnsOf(type, field.name).map((column) => ({
        column,
        inner: isObjectType(inner) ? inner : undefined,
      }));
    });
    columns.push({ column: { field: '__typename', args: '' }, inner: undefined });
    const own = [...names, ...Object.keys(type.getFields())];
    const named = columns.map(({ column, inner }) => {
      const isOwn = draw(fc.integer, { min: 0, max: 2 }) === 0;
      const wanted = isOwn ? column.field : pickFrom(draw, own);
      const name = [wanted, column.field].find((one) => !taken.has(one)) ?? `${wanted}_${taken.size}`;
      taken.add(name);
      return { name, column, inner };
    });
    known.set(type, named);
    return named;
  };
}

function pickFrom<Item>(draw: GeneratorValue, items: Item[]): Item {
  return items[draw(fc.nat, { max: items.length - 1 })]!;
}

/** What stands at the end of a way in an answer, through whatever lists there are; null where it ends early. */
export function valueAt(answer: unknown, way: string[]): unknown {
  if (Array.isArray(answer)) return answer.map((item) => valueAt(item, way));
  const [name, ...rest] = way;
  if (name === undefined || answer === null) return answer;
  return valueAt((answer as Record<string, unknown>)[name], rest);
}

/** The question for one leaf alone, every field under its own name. */
export function questionFor({ fields }: Leaf): string {
  return fields.reduceRight((inner, field) => `{ ${field} ${inner} }`, '');
}
