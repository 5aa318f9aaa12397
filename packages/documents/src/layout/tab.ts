import { type Column } from './column.js';
import { chineseInstant, type Instant } from './day.js';
import { type CellValue, type SheetContent } from './sheet.js';

/** Of the cells of the same row, by their keys. */
export type CellOf = (key: string) => string;

/** A column that formulas know by its key. */
export interface TabColumn<Row> {
  key: string;
  title: string;
  width: number;
  value: (row: Row, cell: CellOf, index: number) => CellValue;
}

/** A sheet of rows that other sheets compute with. */
export interface Tab<Row> {
  name: string;
  title: string;
  columns: readonly TabColumn<Row>[];
  rows: readonly Row[];
}

/** A tab as formulas see it. */
export interface AnyTab {
  name: string;
  columns: readonly { key: string }[];
  rows: readonly unknown[];
}

/** Lines under the title of every tab. */
export const LINES = 2;
/** Project, title, lines and heading stand before it. */
export const FIRST = 2 + LINES + 2;

/** `A`, `B` … of the key's column. @throws RangeError for one that there is not */
function letterOf({ columns, name }: AnyTab, key: string): string {
  const index = columns.findIndex((column) => column.key === key);
  if (index < 0) throw new RangeError(`no column ${key} in ${name}`);
  return String.fromCharCode(65 + index);
}

/** All cells of a column: `'登记'!$D$6:$D$9`; of a tab without rows the line that says so. */
export function range(tab: AnyTab, key: string): string {
  const letter = letterOf(tab, key);
  return `'${tab.name}'!$${letter}$${FIRST}:$${letter}$${FIRST + Math.max(1, tab.rows.length) - 1}`;
}

/** One cell: `'规则'!$C$6`. @param index of its row */
export const cellAt = (tab: AnyTab, key: string, index: number): string =>
  `'${tab.name}'!$${letterOf(tab, key)}$${FIRST + index}`;

/** As a workbook takes it. */
export const contentOf = <Row>(tab: Tab<Row>, lines: readonly string[]): SheetContent<Row> => ({
  tab: tab.name,
  title: tab.title,
  lines,
  columns: tab.columns.map(({ title, width, value }): Column<Row, CellValue> => ({
    title,
    width,
    value: (row, index) => value(row, (key) => `${letterOf(tab, key)}${FIRST + index}`, index),
  })),
  rows: tab.rows,
  signers: [],
  empty: '无',
});

/** An instant twice: to be read, and in whole milliseconds, which no spreadsheet rounds. */
export const instantColumns = <Row>(
  key: string,
  title: string,
  of: (row: Row) => Instant | null,
): TabColumn<Row>[] => [
  { key: `${key}Text`, title, width: 20, value: (row) => (of(row) === null ? '' : chineseInstant(of(row)!)) },
  { key, title: `${title}（毫秒）`, width: 17, value: (row) => of(row) ?? '' },
];

export const formula = (text: string): CellValue => ({ formula: text });

/** A statement as the 1 or 0 that a spreadsheet can add up. */
export const flag = (is: boolean): number => (is ? 1 : 0);
