import {
  AlignmentType,
  Paragraph,
  Tab,
  type Table,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { BLANK_DAY, chineseInstant, type Instant } from './day.js';
import { SIZE, SONG } from './font.js';
import { type Paper } from './paper.js';
import { runs } from './paragraph.js';
import { picture } from './picture.js';
import { grid, shared } from './table.js';

/** A place to sign: by hand on paper, or already signed on a screen. */
export interface Signature {
  /** `甲方监督管理员` */
  role: string;
  name?: string;
  /** as drawn, PNG or JPEG */
  image?: Uint8Array;
  signedAt?: Instant;
}

const MARGIN = 120;
const BOX = { width: 45, height: 16 };
const TEXT = { font: SONG, size: SIZE.table };

/**
 * Boxes side by side, none of them broken over a page.
 * @throws RangeError naming the signature that is no picture; where nobody is to sign
 */
export function signatures(list: readonly Signature[], paper: Paper): Table {
  if (list.length === 0) throw new RangeError('signatures: nobody is to sign');
  const perRow = Math.min(list.length, paper.landscape ? 3 : 2);
  const widths = shared(paper.width, Array<number>(perRow).fill(1));
  const boxes = list.map((one, index) => box(one, widths[0] ?? 0, `signatures[${index}]`));
  while (boxes.length % perRow !== 0) boxes.push(new TableCell({ children: [new Paragraph('')] }));
  const rows = Array.from({ length: boxes.length / perRow }, (_, row) => row * perRow).map(
    (from) => new TableRow({ cantSplit: true, children: boxes.slice(from, from + perRow) }),
  );
  return grid(rows, widths);
}

const box = ({ role, name, image, signedAt }: Signature, width: number, field: string): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.TOP,
    margins: { marginUnitType: WidthType.DXA, top: 80, bottom: 80, left: MARGIN, right: MARGIN },
    children: [
      new Paragraph({ children: runs(`${role}（签字）：`, TEXT) }),
      new Paragraph({
        alignment: AlignmentType.CENTER,
        // room for a pen where nothing is drawn yet
        spacing: image ? {} : { before: 240, after: 200 },
        children: image ? [picture(image, BOX, `${role}签名`, field)] : [],
      }),
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: width - 2 * MARGIN }],
        children: [
          ...runs(`姓名：${name ?? ''}`, TEXT),
          new TextRun({ ...TEXT, children: [new Tab()] }),
          ...runs(signedAt === undefined ? BLANK_DAY : chineseInstant(signedAt), TEXT),
        ],
      }),
    ],
  });
