import { folded } from '../folded.js';
import { cellText } from './cell-text.js';
import type { Cell, ImportColumn, ImportSubject, Values } from './import-subject.js';

const MOST_ROWS = 10_000;
const MOST_CHARACTERS = 1_000;
const MOST_SHOWN = 60;
/** Titles and names of the parties may stand above the headings. */
const HEADING_WITHIN = 20;

/** Something wrong in an imported table. */
export interface ImportProblem {
  /** as a spreadsheet counts, from 1; 0 for the whole file */
  row: number;
  /** the heading; empty for the whole row */
  column: string;
  message: string;
}

export interface ImportedRow {
  row: number;
  /** only the columns the table has */
  values: Values;
}

export interface ImportedTable {
  rows: ImportedRow[];
  problems: ImportProblem[];
}

/** Reads a table by its headings, in Chinese or in English, in any order; blank rows count for nothing. */
export function readTable(cells: readonly (readonly Cell[])[], subject: ImportSubject): ImportedTable {
  const heading = cells.slice(0, HEADING_WITHIN).findIndex((row) => isHeading(row, subject));
  if (heading < 0) {
    const wanted = subject.columns.filter(({ key }) => subject.needed.includes(key));
    const message = `前 ${HEADING_WITHIN} 行里没有表头：至少要有「${wanted.map(({ title }) => title).join('」「')}」`;
    return { rows: [], problems: [{ row: 0, column: '', message }] };
  }
  const columns = cells[heading]!.map((cell) => columnOf(cell, subject));
  const below = cells
    .slice(heading + 1)
    .map((row, index) => ({ row: heading + 2 + index, cells: row }))
    .filter(({ cells: row }) => !isBlank(row));
  if (below.length > MOST_ROWS) {
    const message = `有 ${below.length} 行：一次最多 ${MOST_ROWS} 行`;
    return { rows: [], problems: [{ row: 0, column: '', message }] };
  }
  const rows = below.map(({ row, cells: line }) => ({ row, values: valuesOf(line, columns) }));
  const problems = [
    ...wrongHeadings(
      cells[heading]!,
      columns,
      heading + 1,
      below.map((line) => line.cells),
      subject,
    ),
    ...below.flatMap(({ row, cells: line }) => tooLong(line, columns, row)),
    ...rows.flatMap((row) => wrongCells(row, subject)),
  ];
  return { rows, problems };
}

/** `应为：…；现为：…` at its place. */
export const wrongCell = (row: number, { title, wanted }: ImportColumn, found = ''): ImportProblem => ({
  row,
  column: title,
  message: `应为：${wanted}；现为：${found.slice(0, MOST_SHOWN) || '空'}`,
});

const wrongCells = ({ row, values }: ImportedRow, subject: ImportSubject): ImportProblem[] => {
  const keys = subject.wrong(values);
  return subject.columns
    .filter(({ key }) => keys.includes(key))
    .map((column) => wrongCell(row, column, values[column.key]));
};

const columnOf = (cell: Cell, { columns }: ImportSubject): ImportColumn | undefined => {
  const heading = folded(String(cell ?? ''));
  return columns.find(({ key, title, aliases = [] }) =>
    [key, title, ...aliases].some((name) => folded(name) === heading),
  );
};

const isHeading = (row: readonly Cell[], subject: ImportSubject): boolean =>
  subject.needed.every((key) => row.some((cell) => columnOf(cell, subject)?.key === key));

const isBlank = (row: readonly Cell[]): boolean => row.every((cell) => cellText(cell, 'text') === '');

const valuesOf = (row: readonly Cell[], columns: readonly (ImportColumn | undefined)[]): Values =>
  Object.fromEntries(
    columns.flatMap((column, at) => (column ? [[column.key, cellText(row[at] ?? null, column.kind)]] : [])),
  );

const tooLong = (
  row: readonly Cell[],
  columns: readonly (ImportColumn | undefined)[],
  at: number,
): ImportProblem[] =>
  columns.flatMap((column, index) =>
    column && String(row[index] ?? '').length > MOST_CHARACTERS
      ? [{ row: at, column: column.title, message: `超过 ${MOST_CHARACTERS} 个字` }]
      : [],
  );

/** A heading nobody knows may be a misspelt one, and what stands under it would be lost without a word. */
function wrongHeadings(
  headings: readonly Cell[],
  columns: readonly (ImportColumn | undefined)[],
  row: number,
  below: readonly (readonly Cell[])[],
  subject: ImportSubject,
): ImportProblem[] {
  const known = subject.columns.map(({ title }) => title).join('、');
  const width = Math.max(headings.length, ...below.map((line) => line.length));
  return Array.from({ length: width }, (_, at): ImportProblem[] => {
    const heading = cellText(headings[at] ?? null, 'text');
    const column = columns[at];
    if (column && columns.indexOf(column) < at)
      return [{ row, column: heading, message: '这一列出现了两次' }];
    if (column || (heading === '' && below.every((line) => isBlank([line[at] ?? null])))) return [];
    const name = heading || `第 ${at + 1} 列`;
    return [{ row, column: name, message: `不认识这一列，请改名或删去；可用的列：${known}` }];
  }).flat();
}
