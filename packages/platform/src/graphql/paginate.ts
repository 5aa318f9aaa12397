import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { badInput } from '../errors.js';
import { DEFAULT_PAGE } from './connection.js';
import type { Connection, ConnectionArgs, Edge, PageInfo } from './connection.js';

export interface PageOrder<Node> {
  /** properties of the entity; never null, instants of millisecond precision, the last one unique */
  by: (keyof Node & string)[];
  direction: 'ASC' | 'DESC';
}

/**
 * Reads one page by keyset, once a part of it is asked for: a cursor says after which row to go on, so rows that come or go meanwhile neither repeat
 * nor hide others. `query` selects the whole list, without order.
 * @throws UserError BAD_USER_INPUT for a cursor of another list, or both directions at once
 */
export function paginate<Node extends ObjectLiteral>(
  query: SelectQueryBuilder<Node>,
  args: ConnectionArgs,
  order: PageOrder<Node>,
): Connection<Node> {
  if (args.first != null && args.last != null)
    throw badInput([{ path: 'last', message: 'not together with first' }]);
  const backwards = args.last != null || (args.before != null && args.first == null);
  const size = args.last ?? args.first ?? DEFAULT_PAGE;
  const counted = query.clone();
  if (args.after != null) restrict(query, order, args.after, 'after');
  if (args.before != null) restrict(query, order, args.before, 'before');
  const up = (order.direction === 'ASC') !== backwards;
  for (const property of order.by) query.addOrderBy(`${query.alias}.${property}`, up ? 'ASC' : 'DESC');
  const read = async (): Promise<Page<Node>> => {
    const rows = await query
      .take(size + 1)
      .getMany()
      .catch(rethrowOf(args));
    const more = rows.length > size;
    const nodes = rows.slice(0, size);
    if (backwards) nodes.reverse();
    const edges = nodes.map((node) => ({ cursor: cursorOf(node, order), node }));
    const pageInfo = {
      hasNextPage: backwards ? args.before != null : more,
      hasPreviousPage: backwards ? more : args.after != null,
      startCursor: edges.at(0)?.cursor,
      endCursor: edges.at(-1)?.cursor,
    };
    return { edges, nodes, pageInfo };
  };
  let page: Promise<Page<Node>> | undefined;
  const part = async <Key extends keyof Page<Node>>(key: Key) => (await (page ??= read()))[key];
  return {
    get edges() {
      return part('edges');
    },
    get nodes() {
      return part('nodes');
    },
    get pageInfo() {
      return part('pageInfo');
    },
    get totalCount() {
      return counted.getCount();
    },
  };
}

interface Page<Node> {
  edges: Edge<Node>[];
  nodes: Node[];
  pageInfo: PageInfo;
}

const rethrowOf = (args: ConnectionArgs) => (error: unknown) => {
  const path = (['after', 'before'] as const).find((side) => args[side] != null);
  throw path && isWrongValue(error) ? badCursor(path) : error;
};

function restrict<Node extends ObjectLiteral>(
  query: SelectQueryBuilder<Node>,
  order: PageOrder<Node>,
  cursor: string,
  side: 'after' | 'before',
): void {
  const values = readCursor(cursor, order, side);
  const sign = (side === 'after') === (order.direction === 'ASC') ? '>' : '<';
  const columns = order.by.map((property) => `${query.alias}.${property}`).join(', ');
  const parameters = order.by.map((_, index) => `:${side}${index}`).join(', ');
  query.andWhere(
    `(${columns}) ${sign} (${parameters})`,
    Object.fromEntries(values.map((value, index) => [`${side}${index}`, value])),
  );
}

// The order is part of the cursor, so that one of another list is refused instead of misread.
function cursorOf<Node>(node: Node, order: PageOrder<Node>): string {
  const values = order.by.map((property) => node[property]);
  return Buffer.from(JSON.stringify([signature(order), ...values])).toString('base64url');
}

function readCursor<Node>(cursor: string, order: PageOrder<Node>, path: string): unknown[] {
  try {
    const [found, ...values] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const scalar = values.every((value) => typeof value === 'string' || typeof value === 'number');
    if (found === signature(order) && values.length === order.by.length && scalar) return values;
  } catch {
    // told below, like any other cursor that is not ours
  }
  throw badCursor(path);
}

const badCursor = (path: string) => badInput([{ path, message: 'not a cursor of this list' }]);

// SQLSTATE class 22: a value that is none of its column's type, which only a forged cursor can hold here
const isWrongValue = (error: unknown) => /^22/.test(String((error as { code?: unknown }).code));

function signature<Node>(order: PageOrder<Node>): string {
  return `${order.by.join(',')} ${order.direction}`;
}
