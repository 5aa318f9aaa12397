import {
  AlignmentType,
  LineRuleType,
  Paragraph,
  TextRun,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx';
import { FANGSONG, HEI, SIZE, SONG } from './font.js';
import { printable } from './text.js';

/** Runs of a text; its lines are broken where they were. */
export const runs = (text: string, options: IRunOptions = {}): TextRun[] =>
  printable(text)
    .split('\n')
    .map((line, index) => new TextRun({ ...options, text: line, ...(index > 0 && { break: 1 }) }));

const paragraph = (text: string, run: IRunOptions, options: IParagraphOptions): Paragraph =>
  new Paragraph({ ...options, children: runs(text, run) });

/** The project's name, the document's title and its period, one over the other in the middle. */
export const titleBlock = (project: string, title: string, period: string): Paragraph[] => [
  paragraph(project, { font: SONG, size: SIZE.subtitle }, { alignment: AlignmentType.CENTER }),
  paragraph(
    title,
    { font: HEI, size: SIZE.title },
    { alignment: AlignmentType.CENTER, spacing: { before: 120 }, keepNext: true },
  ),
  paragraph(
    `（${period}）`,
    { font: FANGSONG, size: SIZE.body },
    { alignment: AlignmentType.CENTER, spacing: { after: 200 }, keepNext: true },
  ),
];

/** `一、…`, kept with what follows. */
export const heading = (text: string): Paragraph =>
  paragraph(
    text,
    { font: HEI, size: SIZE.body },
    { spacing: { before: 240, after: 120 }, keepNext: true, outlineLevel: 0 },
  );

/** `（一）…`, one level below. */
export const subheading = (text: string): Paragraph =>
  paragraph(
    text,
    { font: FANGSONG, size: SIZE.body, bold: true },
    { spacing: { before: 160, after: 100 }, keepNext: true, outlineLevel: 1 },
  );

/** Running text, each of its lines a paragraph indented by two characters. */
export const prose = (text: string, options: IParagraphOptions = {}): Paragraph[] =>
  printable(text)
    .split('\n')
    .map((line, index, lines) =>
      paragraph(
        line,
        { font: FANGSONG, size: SIZE.body },
        {
          ...options,
          alignment: AlignmentType.BOTH,
          indent: { firstLine: SIZE.body * 20 },
          spacing: { line: 520, lineRule: LineRuleType.EXACT, after: index === lines.length - 1 ? 80 : 0 },
        },
      ),
    );

/** Small print under a table or above it. */
export const note = (text: string, options: IParagraphOptions = {}): Paragraph =>
  paragraph(text, { font: SONG, size: SIZE.small }, { spacing: { before: 60, after: 60 }, ...options });

const blank = (line: number): Paragraph =>
  new Paragraph({ keepNext: true, spacing: { line, lineRule: LineRuleType.EXACT } });

/** Room between two tables, which Word would otherwise join. */
export const gap = (): Paragraph => blank(160);

/** The paragraph that has to follow a last table, too low to take a page of its own. */
export const end = (): Paragraph => blank(20);
