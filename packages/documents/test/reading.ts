import mammoth from 'mammoth';
import { readSheet } from 'read-excel-file/node';
import { strFromU8, unzipSync } from 'fflate';

/** A row of a table, as its cells' texts. */
export type Row = string[];

export interface ReadDocument {
  /** every paragraph, tables included */
  text: string;
  /** rows of the innermost tables, in order */
  rows: Row[];
  pictures: number;
}

const ROW = /<tr>((?:(?!<tr>).)*?)<\/tr>/gs;
const CELL = /<t[hd][^>]*>(.*?)<\/t[hd]>/gs;
const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

const plain = (html: string): string =>
  html
    .replace(/<br \/>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&(lt|gt|quot|amp);/g, (entity) => ENTITIES[entity] ?? entity);

/** Reads a .docx with mammoth, which shares nothing with what wrote it. */
export async function readDocx(bytes: Uint8Array): Promise<ReadDocument> {
  const buffer = Buffer.from(bytes);
  const { value: html } = await mammoth.convertToHtml({ buffer });
  const { value: text } = await mammoth.extractRawText({ buffer });
  return {
    text,
    rows: [...html.matchAll(ROW)].map(([, row = '']) =>
      [...row.matchAll(CELL)].map(([, cell = '']) => plain(cell)),
    ),
    pictures: html.match(/<img /g)?.length ?? 0,
  };
}

/** The cells of a spreadsheet's only sheet; what is empty is null. */
export const readXlsx = (bytes: Uint8Array) => readSheet(Buffer.from(bytes), 1, { trim: false });

/** One part of an office file, as its XML. */
export function partOf(bytes: Uint8Array, name: string): string {
  const part = unzipSync(bytes)[name];
  if (!part) throw new Error(`no ${name} in the file`);
  return strFromU8(part);
}

export interface Cell {
  lines: string[];
  /** twips */
  width: number;
  halfPoints: number;
}

/** The cells of a .docx as they are laid out. */
export function cellsOf(bytes: Uint8Array): Cell[] {
  const xml = partOf(bytes, 'word/document.xml');
  return [...xml.matchAll(/<w:tc>((?:(?!<w:tc>).)*?)<\/w:tc>/gs)].map(([, cell = '']) => ({
    lines: plain(cell.replace(/<w:br\/>|<\/w:p>/g, '<br />')).split('\n'),
    width: Number(/<w:tcW [^>]*w:w="(\d+)"/.exec(cell)?.[1]),
    halfPoints: Number(/<w:sz w:val="(\d+)"/.exec(cell)?.[1]),
  }));
}
