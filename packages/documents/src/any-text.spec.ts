import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hazardList, hazards, record, visited } from '../test/month.builder.js';
import { readDocx, readXlsx } from '../test/reading.js';
import { hazardListDocx, hazardListXlsx } from './hazard-list.js';
import { printable } from './layout/text.js';
import { visitRecordDocx } from './visit-record.js';

/** Emoji, every script, lone surrogates, control characters, and what means something to XML or a spreadsheet. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      fc.integer({ min: 0, max: 0x20 }).map((code) => String.fromCharCode(code)),
      fc.constantFrom(
        '=1+1',
        '+',
        '-',
        '@',
        '\t',
        '\r\n',
        '&amp;',
        '<w:p/>',
        ']]>',
        '_x0041_',
        '"',
        "'",
        '👨‍👩‍👧',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

/** Readers end lines their own way, and leave out blanks at the ends of a paragraph. */
const words = (read: string): string => read.replace(/\s+/gu, '');

describe('any text', () => {
  it('is in the document that the reader opens', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, text, async (remarks, note, name) => {
        const { text: read } = await readDocx(
          await visitRecordDocx({
            ...record,
            remarks,
            place: `【${name}】`,
            equipment: visited
              .slice(0, 2)
              .map((one) => ({ ...one, results: { DUST: { result: 'ABNORMAL', note } } })),
            photos: record.photos.slice(0, 1).map((photo) => ({ ...photo, caption: note })),
            head: { ...record.head, provider: name },
          }),
        );
        for (const one of [remarks, note, `【${name}】`])
          expect(words(read)).toContain(words(printable(one)));
      }),
      { numRuns: 40 },
    );
  });

  it('is in the list that the reader opens, on paper and as a spreadsheet', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (description, state) => {
        const list = { ...hazardList, hazards: [{ ...hazards[1]!, description, state }] };
        const { text: read } = await readDocx(await hazardListDocx(list));
        expect(words(read)).toContain(words(printable(description)));
        const cells = (await readXlsx(await hazardListXlsx(list)))
          .flat()
          .map((cell) => words(String(cell ?? '')));
        expect(cells.map((cell) => cell.replaceAll('_x005F_', '_'))).toContain(words(printable(description)));
      }),
      { numRuns: 40 },
    );
  });
});

describe('what is printed of a text', () => {
  it.each([
    ['a\u0000b\u001bc\ufffed', 'abcd'],
    ['一\r\n二\u2028三\v四', '一\n二\n三\n四'],
    ['列\t列', '列 列'],
    ['\ud800一\udc00', '\ufffd一\ufffd'],
    ['👨‍👩‍👧 < & > "', '👨‍👩‍👧 < & > "'],
  ])('%j', (given, printed) => expect(printable(given)).toBe(printed));
});
