import { parse } from 'csv-parse/sync';

const BOM = '\ufeff';
const DELIMITERS = [',', ';', '\t'];

/**
 * Every line of a CSV file, blank ones too, cell by cell: separated by whichever sign its first lines use most.
 * @throws Error for what cannot be read as one
 */
export function readCsv(text: string): string[][] {
  const counts = DELIMITERS.map((sign) => text.slice(0, 2_000).split(sign).length);
  const delimiter = DELIMITERS[counts.indexOf(Math.max(...counts))]!;
  return parse(text, { bom: true, delimiter, relax_column_count: true, relax_quotes: true });
}

const quoted = (cell: string): string =>
  /[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** @param like a file whose byte order mark and ends of line it takes over */
export function writeCsv(rows: readonly (readonly string[])[], like: string): string {
  const end = like.includes('\r\n') ? '\r\n' : '\n';
  const lines = rows.map((row) => `${row.map(quoted).join(',')}${end}`);
  return `${like.startsWith(BOM) ? BOM : ''}${lines.join('')}`;
}

/** What a spreadsheet program wants of a CSV to show Chinese. */
export const OFFICE_CSV = `${BOM}\r\n`;
