/** A column of a list, the same on paper (.docx) and in a spreadsheet (.xlsx). */
export interface Column<Row, Value = string | number> {
  title: string;
  /** its share of the table's width; in a spreadsheet, characters */
  width: number;
  value: (row: Row, index: number) => Value;
  align?: 'left' | 'center' | 'right';
  /** how a spreadsheet shows a number: `#,##0.00` */
  format?: string;
  /** neighbours of the same group stand under its name */
  group?: string;
}

/** A cell of a table's heading: `from` is its first column. */
export interface HeadCell {
  title: string;
  from: number;
  columns: number;
  rows: number;
}

/** `1, 2, 3 …` */
export const ordinal = <Row>(width = 6): Column<Row> => ({
  title: '序号',
  width,
  align: 'center',
  value: (_, index) => index + 1,
});

/** One row of a heading, or two where columns are grouped: the ungrouped then reach over both. */
export function headRows<Row>(columns: readonly Column<Row, unknown>[]): HeadCell[][] {
  const grouped = columns.some((column) => column.group !== undefined);
  const upper: HeadCell[] = [];
  const lower: HeadCell[] = [];
  columns.forEach(({ title, group }, from) => {
    if (group === undefined) {
      upper.push({ title, from, columns: 1, rows: grouped ? 2 : 1 });
      return;
    }
    lower.push({ title, from, columns: 1, rows: 1 });
    if (group === columns[from - 1]?.group) upper.at(-1)!.columns += 1;
    else upper.push({ title: group, from, columns: 1, rows: 1 });
  });
  return grouped ? [upper, lower] : [upper];
}
