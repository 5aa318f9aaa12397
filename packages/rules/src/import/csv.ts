import { parse } from 'csv-parse/sync';

const BOM = '\ufeff';
const DELIMITERS = [',', ';', '\t'];

/** What a spreadsheet program would take for the beginning of a formula, and what looks like a guard before one. */
const FORMULA = `'*(?:[\\t\\r\\n]|\\s*[=+\\-@＝＋－＠])`;
const LIKE_FORMULA = new RegExp(`^${FORMULA}`);
const GUARDED = new RegExp(`^'(?=${FORMULA})`);

/**
 * Every line of a CSV file that people work with, blank ones too, cell by cell: separated by whichever sign its first
 * lines use most, and without the guards of `writeOfficeCsv`.
 * @throws Error for what cannot be read as one
 */
export function readCsv(text: string): string[][] {
  const counts = DELIMITERS.map((sign) => text.slice(0, 2_000).split(sign).length);
  const delimiter = DELIMITERS[counts.indexOf(Math.max(...counts))]!;
  const rows = parse(text, { bom: true, delimiter, relax_column_count: true, relax_quotes: true });
  return rows.map((row) => row.map((cell) => cell.replace(GUARDED, '')));
}

const quoted = (cell: string): string =>
  /[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** @param like a file whose byte order mark and ends of line it takes over */
export function writeCsv(rows: readonly (readonly string[])[], like: string): string {
  const end = like.includes('\r\n') ? '\r\n' : '\n';
  const lines = rows.map((row) => `${row.map(quoted).join(',')}${end}`);
  return `${like.startsWith(BOM) ? BOM : ''}${lines.join('')}`;
}

/**
 * As a spreadsheet program wants a CSV to show Chinese. What it would take for a formula, and run, has an apostrophe
 * before it, so that it is shown as text.
 */
export const writeOfficeCsv = (rows: readonly (readonly string[])[]): string =>
  writeCsv(
    rows.map((row) => row.map((cell) => (LIKE_FORMULA.test(cell) ? `'${cell}` : cell))),
    `${BOM}\r\n`,
  );
