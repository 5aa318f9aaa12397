import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readSheet } from 'read-excel-file/node';

const run = promisify(execFile);
const WITHIN_MS = 240_000;

/** Whether LibreOffice is installed; says so on stderr where it is not. */
export async function hasOffice(): Promise<boolean> {
  const there = await run('soffice', ['--version']).then(
    () => true,
    () => false,
  );
  if (!there) process.stderr.write('No spreadsheet was recalculated: soffice is not installed.\n');
  return there;
}

/** The rows of each workbook's first sheet once LibreOffice has computed it, in their order. */
export async function recalculated(workbooks: readonly Uint8Array[]) {
  const folder = await mkdtemp(join(tmpdir(), 'recalculated-'));
  try {
    const files = workbooks.map((_, index) => join(folder, `${index}.xlsx`));
    await Promise.all(files.map((file, index) => writeFile(file, workbooks[index]!)));
    const out = join(folder, 'out');
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const options = [profile, '--headless', '--convert-to', 'xlsx', '--outdir', out];
    await run('soffice', [...options, ...files], { timeout: WITHIN_MS });
    const computed = await Promise.all(files.map((_, index) => readFile(join(out, `${index}.xlsx`))));
    return await Promise.all(computed.map((bytes) => readSheet(bytes, 1)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
