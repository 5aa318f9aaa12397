import {
  AlignmentType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
  type IRunOptions,
  type ITableCellOptions,
} from 'docx';
import { type Column, headRows } from './column.js';
import { HEI, SIZE, SONG } from './font.js';
import { type Paper } from './paper.js';
import { runs } from './paragraph.js';

const ALIGNMENT = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT };
/** A row of more text may take more than a page, and is then broken instead of pushed to the next. */
const UNBROKEN_CHARACTERS = 600;

type CellLook = Partial<ITableCellOptions> & { align?: keyof typeof ALIGNMENT; run?: IRunOptions };

/** A cell of one text; `width` in twips. */
export const cell = (
  text: string,
  width: number,
  { align = 'left', run, ...look }: CellLook = {},
): TableCell =>
  new TableCell({
    verticalAlign: VerticalAlignTable.CENTER,
    ...look,
    width: { size: width, type: WidthType.DXA },
    children: [
      new Paragraph({
        alignment: ALIGNMENT[align],
        children: runs(text, { font: SONG, size: SIZE.table, ...run }),
      }),
    ],
  });

/** A bordered table of fixed column widths, in twips. */
export const grid = (rows: TableRow[], columnWidths: readonly number[]): Table =>
  new Table({
    rows,
    columnWidths,
    width: { size: sum(columnWidths), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: { marginUnitType: WidthType.DXA, top: 40, bottom: 40, left: 80, right: 80 },
  });

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Shares of a width as whole twips that add up to it. */
export function shared(width: number, shares: readonly number[]): number[] {
  const edges = shares.map((_, index) => Math.round((width * sum(shares.slice(0, index + 1))) / sum(shares)));
  return edges.map((edge, index) => edge - (edges[index - 1] ?? 0));
}

export interface TableOptions<Row> {
  /** rows of the same text stand under a line that says it; give rows in that order */
  band?: (row: Row) => string;
  /** what stands in a table without rows */
  empty?: string;
  /** half points */
  size?: number;
}

/** A table whose heading is repeated on every page. */
export function table<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  paper: Paper,
  { band, empty = '本月无', size = SIZE.table }: TableOptions<Row> = {},
): Table {
  const widths = shared(
    paper.width,
    columns.map((column) => column.width),
  );
  const across = (text: string, look: CellLook) =>
    cell(text, paper.width, { columnSpan: columns.length, ...look });
  const body: TableRow[] = [];
  rows.forEach((row, index) => {
    const title = band?.(row);
    if (title !== undefined && title !== band?.(rows[index - 1] ?? ({} as Row)))
      body.push(
        new TableRow({
          cantSplit: true,
          keepNext: true,
          children: [across(title, { run: { bold: true, size } })],
        }),
      );
    const texts = columns.map((column) => String(column.value(row, index)));
    body.push(
      new TableRow({
        cantSplit: sum(texts.map((text) => text.length)) < UNBROKEN_CHARACTERS,
        children: columns.map(({ align }, at) =>
          cell(texts[at] ?? '', widths[at] ?? 0, { align, run: { size } }),
        ),
      }),
    );
  });
  if (rows.length === 0)
    body.push(new TableRow({ children: [across(empty, { align: 'center', run: { size } })] }));
  return grid([...heading(columns, widths, size), ...body], widths);
}

const heading = <Row>(columns: readonly Column<Row>[], widths: readonly number[], size: number): TableRow[] =>
  headRows(columns).map(
    (row) =>
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: row.map(({ title, from, columns: columnSpan, rows: rowSpan }) =>
          cell(title, sum(widths.slice(from, from + columnSpan)), {
            align: 'center',
            columnSpan,
            rowSpan,
            run: { font: HEI, size },
          }),
        ),
      }),
  );
