import { AlignmentType, Paragraph, type Table, TableCell, TableRow, WidthType } from 'docx';
import { SIZE, SONG } from './font.js';
import { type Paper } from './paper.js';
import { runs } from './paragraph.js';
import { picture } from './picture.js';
import { grid, shared } from './table.js';

export interface Photo {
  /** PNG or JPEG, a thumbnail: it is put in as it is */
  bytes: Uint8Array;
  /** `L1-S5-04 不间断供电电源（3楼）：电池鼓包` */
  caption: string;
}

const MM_PER_TWIP = 25.4 / 1440;

/** Thumbnails in a grid, each over its caption. @throws RangeError naming the photo that is no picture */
export function photos(list: readonly Photo[], paper: Paper): Table {
  const perRow = paper.landscape ? 4 : 3;
  const widths = shared(paper.width, Array<number>(perRow).fill(1));
  const width = widths[0] ?? 0;
  const cells = list.map((photo, index) => thumbnail(photo, width, `photos[${index}]`));
  while (cells.length % perRow !== 0) cells.push(new TableCell({ children: [new Paragraph('')] }));
  const rows = Array.from({ length: cells.length / perRow }, (_, row) => row * perRow).map(
    (from) => new TableRow({ cantSplit: true, children: cells.slice(from, from + perRow) }),
  );
  return grid(rows, widths);
}

const thumbnail = ({ bytes, caption }: Photo, width: number, field: string): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        keepNext: true,
        children: [picture(bytes, { width: width * MM_PER_TWIP - 4, height: 42 }, caption, field)],
      }),
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: runs(caption, { font: SONG, size: SIZE.small }),
      }),
    ],
  });
