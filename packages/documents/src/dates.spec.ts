import { describe, expect, it } from '@jest/globals';
import { everyDocument } from '../test/every-document.js';
import { cellsOf } from '../test/reading.js';

/** What takes one line in a narrow cell: Chinese is broken between any two characters, figures are not. */
const DATE = /^(?:计划)?(?:\d{4}年)?\d{1,2}月\d{1,2}日(?: 周.)?(?= \d\d:\d\d$|$)/u;
const MARGINS = 160;
/** A figure is half as wide as a Chinese character, and between the two is left a quarter. */
const emsOf = (text: string): number =>
  [...text].reduce((sum, one) => sum + (/[\d ]/u.test(one) ? 0.5 : 1), 0) +
  (text.match(/(?<=\d)(?=[年月日])|(?<=[^\d\n])(?=\d)/gu)?.length ?? 0) / 4;

/** The same date at its widest. */
const widest = (date: string): string => date.replace(/\d{1,2}月\d{1,2}日/u, '12月30日');

describe('a date in a table', () => {
  it.each(Object.keys(everyDocument).filter((name) => name.endsWith('.docx')))(
    'stands on a line of its own, unbroken: %s',
    async (name) => {
      const cells = cellsOf(await everyDocument[name]!());
      const broken = cells.flatMap(({ lines, width, halfPoints }) =>
        lines.flatMap((line) => {
          const date = DATE.exec(line)?.[0];
          // twips: a half point is ten
          const fits = date === undefined || emsOf(widest(date)) * halfPoints * 10 <= width - MARGINS;
          return fits ? [] : [`${line} (${width})`];
        }),
      );
      expect([...new Set(broken)]).toEqual([]);
    },
  );
});
