import { type Table, TableRow } from 'docx';
import { HEI } from './font.js';
import { type Paper } from './paper.js';
import { cell, grid, shared } from './table.js';

/** What a form says at its head: `地点 │ 三楼会商室`. */
export interface Fact {
  label: string;
  text: string;
  /** takes the whole row */
  wide?: boolean;
}

const SHARES = [17, 33, 17, 33];

/** A bordered grid of labels and values, two to a row. */
export function facts(list: readonly Fact[], paper: Paper): Table {
  const widths = shared(paper.width, SHARES);
  const [label = 0, value = 0] = widths;
  const named = (text: string) => cell(text, label, { align: 'center', run: { font: HEI } });
  const rows: TableRow[] = [];
  for (let next = 0; next < list.length;) {
    const [first, second] = [list[next], list[next + 1]];
    if (!first) break;
    const paired = !first.wide && second && !second.wide;
    rows.push(
      new TableRow({
        cantSplit: first.text.length < 600,
        children: paired
          ? [named(first.label), cell(first.text, value), named(second.label), cell(second.text, value)]
          : [named(first.label), cell(first.text, paper.width - label, { columnSpan: 3 })],
      }),
    );
    next += paired ? 2 : 1;
  }
  return grid(rows, widths);
}
