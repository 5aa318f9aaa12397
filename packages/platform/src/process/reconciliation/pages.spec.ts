import { describe, expect, it } from '@jest/globals';
import type { AnyCaseTable } from '../case-table.js';
import { everyPage, kindsInTurn } from './pages.js';

const TABLES = ['cycle', 'visit', 'hazard'].map((kind) => ({ kind }) as AnyCaseTable);

/** The cursors of each kind's pages; they may look like anything. */
const PAGES: Record<string, (string | null)[]> = {
  cycle: [null, 'a b=', 'hazard '],
  visit: [null],
  hazard: [null, 'z'],
};

const asked = async (): Promise<string[]> => {
  const all: string[] = [];
  await everyPage((after) =>
    kindsInTurn(TABLES, after, ({ kind }, own) => {
      all.push(`${kind}: ${own}`);
      const pages = PAGES[kind]!;
      return Promise.resolve({ next: pages[pages.indexOf(own) + 1] ?? null });
    }),
  );
  return all;
};

describe('the pages of several kinds of case', () => {
  it('are all of one kind, then all of the next', async () => {
    expect(await asked()).toEqual([
      'cycle: null',
      'cycle: a b=',
      'cycle: hazard ',
      'visit: null',
      'hazard: null',
      'hazard: z',
    ]);
  });

  it('are refused where the cursor is of no kind that is here', async () => {
    const read = () => Promise.resolve({ next: null });
    for (const cursor of ['ticket tkt_1', 'tkt_1', ''])
      await expect(kindsInTurn(TABLES, cursor, read)).rejects.toThrow('no case here is of the kind');
  });
});
