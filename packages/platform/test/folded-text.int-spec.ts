import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { folded } from '@zhishou/rules/folded';
import { sampleDatabase } from './sample-database.js';
import type { SampleDatabase } from './sample-database.js';

let database: SampleDatabase;
beforeAll(async () => {
  database = await sampleDatabase();
});
afterAll(() => database?.drop());

const PLANES = 17;
const SIZE = 0x10000;

// each may know of a few characters more than the other; neither ever changes one that both know
it.each(Array.from({ length: PLANES }, (_, plane) => plane))(
  'the database folds every character of plane %i as the rules do',
  async (plane) => {
    const rows = await database.dataSource.query<{ code: number; folded: string }[]>(
      `SELECT code, folded('a' || chr(code) || 'B') AS folded FROM generate_series($1::int, $2::int) AS code
       WHERE code > 0 AND code NOT BETWEEN 55296 AND 57343 AND unicode_assigned(chr(code))`,
      [plane * SIZE, (plane + 1) * SIZE - 1],
    );
    const known = rows.filter(({ code }) => /\P{Unassigned}/u.test(String.fromCodePoint(code)));
    const wrong = known.filter((row) => row.folded !== folded(`a${String.fromCodePoint(row.code)}B`));
    expect(wrong.map(({ code }) => code.toString(16))).toEqual([]);
  },
);

it('the database folds words as the rules do', async () => {
  for (const text of ['Ｎｏ．７７', 'ΟΔΟΣ ΟΔΟΣΑ', ' İstanbul\u00a0\n STRASSE straße ', 'e\u0301\u200b①㍿'])
    expect(await database.dataSource.query('SELECT folded($1) AS folded', [text])).toEqual([
      { folded: folded(text) },
    ]);
});
