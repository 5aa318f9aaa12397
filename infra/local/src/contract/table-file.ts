import { openSync, closeSync, fstatSync, readFileSync } from 'node:fs';
import { readWorkbook, WorkbookRefusal } from '@zhishou/documents/read-workbook';
import { readCsv } from '@zhishou/rules/import/csv';
import type { Cell } from '@zhishou/rules/import/import-subject';

const MOST_BYTES = 10_000_000;

/** Why a file is not read, in words for an operator. */
export class TableFileError extends Error {}

/** The cells of a .csv or .xlsx, told apart by what is in it and not by its name. @throws TableFileError */
export async function readTableFile(path: string): Promise<Cell[][]> {
  const bytes = bytesOf(path);
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return fromWorkbook(bytes);
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0')
    throw new TableFileError('是旧格式（.xls）或有密码的工作簿：请在 Excel 里另存为 .xlsx 或 .csv');
  const text = textOf(bytes);
  if (text.includes('\0') || text.startsWith('%PDF'))
    throw new TableFileError('不是表格：请给 .csv 或 .xlsx');
  try {
    return readCsv(text);
  } catch (error) {
    throw new TableFileError(`不是能读的 CSV：${(error as Error).message}`);
  }
}

async function fromWorkbook(bytes: Buffer): Promise<Cell[][]> {
  try {
    return await readWorkbook(bytes);
  } catch (error) {
    if (error instanceof WorkbookRefusal) throw new TableFileError(error.message);
    throw error;
  }
}

function bytesOf(path: string): Buffer {
  try {
    const file = openSync(path, 'r');
    try {
      const stat = fstatSync(file);
      if (!stat.isFile()) throw new TableFileError('不是文件');
      if (stat.size > MOST_BYTES) throw new TableFileError(`有 ${stat.size} 字节：最多 ${MOST_BYTES}`);
      return readFileSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof TableFileError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new TableFileError(code === 'ENOENT' ? '没有这个文件' : `读不了这个文件（${code}）`);
  }
}

/** UTF-8, or what Excel writes in China where it is not asked for UTF-8; "Unicode text" begins with a mark. */
function textOf(bytes: Buffer): string {
  const encodings = bytes.subarray(0, 2).toString('hex') === 'fffe' ? ['utf-16le'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings)
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  throw new TableFileError('不是文本：CSV 要用 UTF-8 或 GBK 编码');
}
