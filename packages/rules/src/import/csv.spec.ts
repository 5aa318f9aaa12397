import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readCsv, writeOfficeCsv } from './csv.js';

const HEADING = ['code', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

describe('a CSV for a spreadsheet program', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '=cmd|"/C calc"!A0', ' =1', '\t=1', '\r=1', '＝1', "'=1"])(
    'shows %j as text',
    (cell) => {
      const file = writeOfficeCsv([HEADING, ['L1-01', cell]]);
      expect(parse(file, { bom: true, relax_column_count: true })[1]).toEqual(['L1-01', `'${cell}`]);
      expect(readCsv(file)[1]).toEqual(['L1-01', cell]);
    },
  );

  it('leaves what is no formula as it is', () => {
    expect(writeOfficeCsv([["O'Neill", "'", '1-2', 'a=b', '']])).toBe("\ufeffO'Neill,',1-2,a=b,\r\n");
  });

  it('is read back cell by cell, whatever it says', () => {
    const signs = ['a', '中', ',', ';', '\t', '\r', '"', '\n', ' ', '=', '+', '-', '@', '＝', "'", '，'];
    const cell = fc.string({ unit: fc.constantFrom(...signs) });
    const table = fc.array(fc.tuple(fc.constant('code'), cell, cell), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(table, (rows) => {
        expect(readCsv(writeOfficeCsv([HEADING, ...rows])).slice(1)).toEqual(rows);
      }),
      { numRuns: 500 },
    );
  });
});
