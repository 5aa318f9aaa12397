import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';

import { TableFileError } from './table-file.js';

/**
 * Puts a file in the place of another at once, so that nobody reads half of it.
 * @param before what it was when the change was worked out
 * @throws TableFileError when somebody has changed it since, or it cannot be written
 */
export function replaceFile(path: string, before: string, after: string): void {
  const target = realpathSync(path);
  const beside = `${target}.${process.pid}.new`;
  try {
    const file = openSync(beside, 'wx', statSync(target).mode);
    try {
      writeFileSync(file, after);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (readFileSync(target, 'utf8') !== before) throw new TableFileError('合同文件刚被别人改过，请再试一次');
    renameSync(beside, target);
  } catch (error) {
    if (error instanceof TableFileError) throw error;
    throw new TableFileError(`写不了 ${path}（${(error as NodeJS.ErrnoException).code}）`);
  } finally {
    rmSync(beside, { force: true });
  }
}
