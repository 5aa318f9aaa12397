import ExcelJS, { type Borders, type Cell, type Worksheet } from 'exceljs';
import { sealed } from './archive.js';
import { type Column, headRows } from './column.js';
import { type Head } from './head.js';
import { numberOf, type Points } from './points.js';
import { printable, shortened } from './text.js';

const LINE = { style: 'thin' } as const;
const BORDER: Partial<Borders> = { top: LINE, left: LINE, bottom: LINE, right: LINE };
/** What a cell of a workbook can hold. */
const CELL_CHARACTERS = 32_767;
const A4 = 9;
const LINE_POINTS = 14;
const PADDING_POINTS = 6;
/** As tall as a row may be. */
const ROW_POINTS = 409;
const WIDE = /[^\x20-\u02ff]/gu;

/** Computed by the office's own program; until then what it came to when it was written, where that is said. */
export interface Formula {
  /** `SUM(B5:B9)` */
  formula: string;
  result?: number;
}

export type CellValue = string | number | Formula;

/** Exact points: a third stays one, as the division that it is. */
export const pointsCell = (points: Points): CellValue =>
  points.includes('/') ? { formula: points, result: numberOf(points) } : numberOf(points);

export interface SheetContent<Row> {
  title: string;
  /** on the sheet's tab, where a workbook has several */
  tab?: string;
  /** under the title: `甲方：… 乙方：…` */
  lines: readonly string[];
  columns: readonly Column<Row, CellValue>[];
  rows: readonly Row[];
  /** under the table: `甲方监督管理员（签字）：` */
  signers: readonly string[];
  /** in place of rows, where there are none */
  empty?: string;
}

/** An .xlsx of one sheet: landscape A4, as wide as the page, its heading repeated on every page. */
export const sheet = <Row>(head: Head, content: SheetContent<Row>): Promise<Uint8Array> =>
  workbook(head, (add) => add(content));

/** An .xlsx of as many such sheets as are added. */
export async function workbook(
  head: Head,
  write: (add: <Row>(content: SheetContent<Row>) => void) => void,
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.creator = printable(head.provider);
  book.created = new Date(head.createdAt);
  book.modified = book.created;
  // what was written is only how it stood: a program that opens it computes for itself
  book.calcProperties.fullCalcOnLoad = true;
  write((content) => {
    book.title ||= printable(content.title);
    const page = book.addWorksheet(content.tab ?? '汇总', {
      pageSetup: {
        paperSize: A4,
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        horizontalCentered: true,
        margins: { left: 0.6, right: 0.6, top: 0.8, bottom: 0.8, header: 0.4, footer: 0.4 },
      },
      headerFooter: { oddFooter: '第 &P 页　共 &N 页' },
    });
    page.columns = content.columns.map(({ width }) => ({ width }));
    fill(page, head, content);
  });
  return sealed(new Uint8Array(await book.xlsx.writeBuffer()), head.createdAt);
}

/** The number that a sheet's first row under the heading has, for formulas: project, title and lines stand before it. */
export const firstRow = <Row>({ lines, columns }: Pick<SheetContent<Row>, 'lines' | 'columns'>): number =>
  2 + lines.length + headRows(columns).length + 1;

function fill<Row>(
  page: Worksheet,
  head: Head,
  { title, lines, columns, rows, signers, empty = '本月无' }: SheetContent<Row>,
): void {
  const across = (text: string, size: number, align: 'left' | 'center', name = '宋体') => {
    const at = page.addRow([]).number;
    page.mergeCells(at, 1, at, columns.length);
    write(page.getCell(at, 1), text, align);
    page.getCell(at, 1).font = { name, size };
    page.getRow(at).height = size * 1.8;
  };
  across(head.project, 12, 'center');
  across(title, 20, 'center', '黑体');
  for (const line of lines) across(line, 10.5, 'left');
  const first = page.rowCount + 1;
  const last = heading(page, columns, first);
  page.pageSetup.printTitlesRow = `${first}:${last}`;
  page.views = [{ state: 'frozen', ySplit: last }];
  rows.forEach((row, index) => {
    const added = page.addRow([]);
    const values = columns.map((column) => column.value(row, index));
    columns.forEach(({ align, format }, at) => {
      const cell = added.getCell(at + 1);
      bordered(cell, values[at] ?? '', align);
      if (format && typeof values[at] !== 'string') cell.numFmt = format;
    });
    const lines = Math.max(...values.map((value, at) => linesOf(value, columns[at]?.width ?? 1)));
    added.height = Math.min(ROW_POINTS, LINE_POINTS * lines + PADDING_POINTS);
  });
  if (rows.length === 0) {
    const at = page.addRow([]).number;
    page.mergeCells(at, 1, at, columns.length);
    bordered(page.getCell(at, 1), empty, 'center');
  }
  page.addRow([]);
  for (const signer of signers)
    across(`${signer}（签字）：　　　　　　　　　　　　年　　月　　日`, 10.5, 'left');
}

/** @returns the heading's last row */
function heading<Row>(page: Worksheet, columns: readonly Column<Row, CellValue>[], first: number): number {
  const levels = headRows(columns);
  levels.forEach((level, depth) => {
    for (const { title, from, columns: wide, rows: tall } of level) {
      const at = first + depth;
      if (wide > 1 || tall > 1) page.mergeCells(at, from + 1, at + tall - 1, from + wide);
      bordered(page.getCell(at, from + 1), title, 'center');
      page.getCell(at, from + 1).font = { name: '黑体', size: 10.5 };
    }
  });
  return first + levels.length - 1;
}

function bordered(cell: Cell, value: CellValue, align?: Column<unknown>['align']): void {
  write(cell, value, align);
  cell.font = { name: '宋体', size: 10.5 };
  cell.border = BORDER;
}

/** How many lines a cell takes, since not every program works heights out; a Chinese character is two letters wide. */
const linesOf = (value: CellValue, width: number): number =>
  printable(typeof value === 'object' ? '' : String(value))
    .split('\n')
    .reduce(
      (lines, line) => lines + Math.max(1, Math.ceil(line.replace(WIDE, '--').length / (width - 1))),
      0,
    );

/** Text is written as text whatever it begins with, and stays text when somebody edits the cell. */
function write(cell: Cell, value: CellValue, align: Column<unknown>['align'] = 'left'): void {
  cell.value = typeof value === 'string' ? escaped(shortened(printable(value), CELL_CHARACTERS)) : value;
  if (typeof value === 'string' && /^[=+\-@＝＋－＠]/.test(value.trimStart())) cell.numFmt = '@';
  cell.alignment = { horizontal: align, vertical: 'middle', wrapText: true };
}

/** `_x0041_` in a workbook means the letter A, unless its underscore is itself spelt that way. */
const escaped = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
