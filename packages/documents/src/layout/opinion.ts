import { Paragraph, type Table, TableCell, TableRow, HeightRule, WidthType } from 'docx';
import { HEI, SIZE, SONG } from './font.js';
import { type Paper } from './paper.js';
import { runs } from './paragraph.js';
import { cell, grid, shared } from './table.js';

/** `甲方审核意见 │ …`, with room to write where nothing is said yet. */
export function opinion(label: string, text: string, paper: Paper): Table {
  const widths = shared(paper.width, [17, 83]);
  return grid(
    [
      new TableRow({
        cantSplit: text.length < 600,
        height: { value: 1100, rule: HeightRule.ATLEAST },
        children: [
          cell(label, widths[0] ?? 0, { align: 'center', run: { font: HEI } }),
          new TableCell({
            width: { size: widths[1] ?? 0, type: WidthType.DXA },
            children: [new Paragraph({ children: runs(text, { font: SONG, size: SIZE.table }) })],
          }),
        ],
      }),
    ],
    widths,
  );
}
