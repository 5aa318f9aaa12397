import type { AnyCaseTable } from '../case-table.js';

/**
 * The pages of every kind of case, one kind after the other, under one cursor: the kind, a space and its own cursor.
 * @param after null: the first page of the first kind
 * @throws Error a cursor of a kind that is not among them
 */
export async function kindsInTurn<Page extends { next: string | null }>(
  tables: readonly AnyCaseTable[],
  after: string | null,
  read: (table: AnyCaseTable, after: string | null) => Promise<Page>,
): Promise<Page> {
  const [, kind, own] = /^(\S+) (.*)$/s.exec(after ?? `${tables[0]?.kind} `) ?? [];
  const index = tables.findIndex((table) => table.kind === kind);
  if (index === -1) throw new Error(`no case here is of the kind in the cursor ${after}`);
  const page = await read(tables[index]!, own || null);
  if (page.next !== null) return { ...page, next: `${kind} ${page.next}` };
  const following = tables[index + 1];
  return { ...page, next: following ? `${following.kind} ` : null };
}

/** All pages, from the first. */
export async function everyPage<Page extends { next: string | null }>(
  read: (after: string | null) => Promise<Page>,
): Promise<Page[]> {
  const pages = [await read(null)];
  for (let { next } = pages[0]!; next !== null; next = pages.at(-1)!.next) pages.push(await read(next));
  return pages;
}
