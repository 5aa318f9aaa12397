import { expect } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { readSheet } from 'read-excel-file/node';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface Link {
  url: string;
  fileName: string;
  expiresAt: string;
}

/** Fetches a document as a browser would, which saves it under its name. */
async function download(base: string, { url, fileName }: Link, contentType: string): Promise<Buffer> {
  const answer = await fetch(new URL(url, base));
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, contentType]);
  expect(answer.headers.get('content-disposition')).toContain(
    `filename*=UTF-8''${encodeURIComponent(fileName)}`,
  );
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
  return Buffer.from(await answer.arrayBuffer());
}

/** Every paragraph of a .docx, by a reader that shares nothing with what wrote it. */
export async function textOf(base: string, link: Link): Promise<string> {
  return (await mammoth.extractRawText({ buffer: await download(base, link, DOCX) })).value;
}

export async function picturesOf(base: string, link: Link): Promise<number> {
  const { value } = await mammoth.convertToHtml({ buffer: await download(base, link, DOCX) });
  return value.match(/<img /g)?.length ?? 0;
}

/** The cells of a spreadsheet's only sheet, as JSON. */
export const cellsOf = async (base: string, link: Link): Promise<string> =>
  JSON.stringify(await readSheet(await download(base, link, XLSX), 1));

/** The texts of an archive, by the names of its files. */
export async function textsIn(base: string, link: Link): Promise<Record<string, string>> {
  const files = unzipSync(await download(base, link, 'application/zip'));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}
