import { describe, expect, it } from '@jest/globals';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readSheet } from 'read-excel-file/node';
import { partOf } from '../test/reading.js';
import { extremes, scoreSheet, settlement, settlementByDays } from '../test/score.builder.js';
import { scoreSheetXlsx } from './score-sheet.workbook.js';
import { settlementStatementXlsx } from './settlement-statement.workbook.js';

const run = promisify(execFile);
const there = await run('soffice', ['--version']).then(
  () => true,
  () => false,
);
if (!there) process.stderr.write('No spreadsheet was recalculated: soffice is not installed.\n');

const WORKBOOKS = {
  'sheet.xlsx': { sheets: 1, write: () => scoreSheetXlsx(scoreSheet) },
  'extremes.xlsx': { sheets: 1, write: () => scoreSheetXlsx(extremes) },
  'settlement.xlsx': { sheets: 3, write: () => settlementStatementXlsx(settlement) },
  'by-days.xlsx': { sheets: 3, write: () => settlementStatementXlsx(settlementByDays) },
};

/** Without what its formulas came to when it was written, so that whoever opens it has to compute. */
function unsolved(file: Uint8Array): Uint8Array {
  const parts = unzipSync(file);
  for (const name of Object.keys(parts).filter((part) => part.startsWith('xl/worksheets/sheet')))
    parts[name] = strToU8(partOf(file, name).replace(/(<f>[^<]*<\/f>)<v>[^<]*<\/v>/g, '$1'));
  return zipSync(parts);
}

/** To the billionth: a third is not the same double everywhere. */
const numbersOf = async (bytes: Uint8Array, sheet: number) =>
  (await readSheet(Buffer.from(bytes), sheet)).map((row) =>
    row.map((cell) => (typeof cell === 'number' ? Number(cell.toFixed(9)) : null)),
  );

(there ? describe : describe.skip)('recalculated by LibreOffice', () => {
  it('points and money are those of the document', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'formulas-'));
    try {
      for (const [name, { write }] of Object.entries(WORKBOOKS))
        await writeFile(join(folder, name), unsolved(await write()));
      const out = join(folder, 'out');
      const files = Object.keys(WORKBOOKS).map((name) => join(folder, name));
      const profile = `-env:UserInstallation=file://${folder}/profile`;
      await run('soffice', [profile, '--headless', '--convert-to', 'xlsx', '--outdir', out, ...files], {
        timeout: 120_000,
      });
      for (const [name, { sheets, write }] of Object.entries(WORKBOOKS))
        for (let sheet = 1; sheet <= sheets; sheet += 1)
          expect(await numbersOf(await readFile(join(out, name)), sheet)).toEqual(
            await numbersOf(await write(), sheet),
          );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 130_000);
});
