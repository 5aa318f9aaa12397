import { groupBy } from '@zhishou/rules/group-by';
import DataLoader from 'dataloader';
import { isReading } from '../context.js';

export type Loader<Key, Value> = Pick<DataLoader<Key, Value>, 'load'>;

/** One loader for queries and one for changes, so that no change waits for what a query asked in the same moment. */
export function apart<Key, Value>(make: () => DataLoader<Key, Value>): Loader<Key, Value> {
  const [forQueries, forChanges] = [make(), make()];
  return { load: (key) => (isReading() ? forQueries : forChanges).load(key) };
}

/*
 * Loaders batch what one tick of the event loop asks for and keep nothing, so that one serves all requests, and a
 * subscription never sees a row of yesterday.
 */

/** One row a key, or null. `load` may return the rows in any order. */
export function rowLoader<Row>(
  load: (keys: string[]) => Promise<Row[]>,
  keyOf: (row: Row) => string,
): Loader<string, Row | null> {
  return apart(
    () =>
      new DataLoader(
        async (keys) => {
          const rows = new Map((await load([...new Set(keys)])).map((row) => [keyOf(row), row]));
          return keys.map((key) => rows.get(key) ?? null);
        },
        { cache: false },
      ),
  );
}

/** All rows of a key, in the order `load` returns them. */
export function groupLoader<Row>(
  load: (keys: string[]) => Promise<Row[]>,
  keyOf: (row: Row) => string,
): Loader<string, Row[]> {
  return apart(
    () =>
      new DataLoader(
        async (keys) => {
          const groups = groupBy(await load([...new Set(keys)]), keyOf);
          return keys.map((key) => groups.get(key) ?? []);
        },
        { cache: false },
      ),
  );
}
