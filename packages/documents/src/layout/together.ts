import { BorderStyle, type Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx';
import { type Paper } from './paper.js';
import { end, gap } from './paragraph.js';

const NONE = { style: BorderStyle.NONE };
const NO_BORDERS = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
};
const NO_MARGIN = { marginUnitType: WidthType.DXA, top: 0, bottom: 0, left: 0, right: 0 };

/** Blocks that stay on one page, with room between them: nobody signs a page on which nothing else stands. */
export function together(blocks: readonly (Paragraph | Table)[], paper: Paper): Table {
  const children = [...blocks.flatMap((block, index) => (index === 0 ? [block] : [gap(), block])), end()];
  const width = { size: paper.width, type: WidthType.DXA };
  return new Table({
    width,
    columnWidths: [paper.width],
    layout: TableLayoutType.FIXED,
    borders: NO_BORDERS,
    margins: NO_MARGIN,
    rows: [
      new TableRow({ cantSplit: true, children: [new TableCell({ width, margins: NO_MARGIN, children })] }),
    ],
  });
}
