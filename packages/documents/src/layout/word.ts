import {
  AlignmentType,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TextRun,
} from 'docx';
import { sealed } from './archive.js';
import { FANGSONG, SIZE, SONG } from './font.js';
import { type Head } from './head.js';
import { type Paper } from './paper.js';
import { end, runs, titleBlock } from './paragraph.js';
import { printable } from './text.js';

const SMALL = { font: SONG, size: SIZE.small };

/** A .docx of one section: title, blocks, `第 X 页 共 Y 页` on every page and what it is on every page but the first. */
export async function word(
  head: Head,
  { title, period }: { title: string; period: string },
  paper: Paper,
  blocks: readonly (Paragraph | Table)[],
): Promise<Uint8Array> {
  const document = new Document({
    title: printable(`${title}（${period}）`),
    creator: printable(head.provider),
    lastModifiedBy: printable(head.provider),
    styles: {
      default: {
        document: {
          run: { font: FANGSONG, size: SIZE.body, language: { value: 'en-US', eastAsia: 'zh-CN' } },
        },
      },
    },
    sections: [
      {
        properties: { page: paper.page, titlePage: true },
        headers: { default: header(`${head.project}　${title}（${period}）`), first: header('') },
        footers: { default: footer(), first: footer() },
        children: [...titleBlock(head.project, title, period), ...blocks, end()],
      },
    ],
  });
  return sealed(await Packer.pack(document, 'uint8array'), head.createdAt);
}

const header = (text: string): Header =>
  new Header({ children: [new Paragraph({ alignment: AlignmentType.RIGHT, children: runs(text, SMALL) })] });

const footer = (): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({
            ...SMALL,
            children: ['第 ', PageNumber.CURRENT, ' 页　共 ', PageNumber.TOTAL_PAGES, ' 页'],
          }),
        ],
      }),
    ],
  });
