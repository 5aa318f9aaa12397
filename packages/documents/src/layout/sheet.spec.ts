import { describe, expect, it } from '@jest/globals';
import { head } from '../../test/month.builder.js';
import { partOf, readXlsx } from '../../test/reading.js';
import { sheet } from './sheet.js';

const write = (...rows: (string | number)[]) =>
  sheet(head, {
    title: '表',
    lines: [],
    columns: [{ title: '内容', width: 20, value: (row: string | number) => row }],
    rows,
    signers: [],
  });

const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '=cmd|"/C calc"!A0', ' =1', '\t=1', '＝1'];

describe('a cell', () => {
  it('that begins like a formula is text, and stays text when somebody edits it', async () => {
    const bytes = await write(...FORMULAS);
    const xml = partOf(bytes, 'xl/worksheets/sheet1.xml');
    expect(xml).not.toContain('<f>');
    expect((await readXlsx(bytes)).flat()).toEqual(expect.arrayContaining(['=1+1', '+1', '-1', '@SUM(A1)']));
    const asText = /numFmtId="49"/g;
    expect(partOf(bytes, 'xl/styles.xml')).toMatch(asText);
    const styles = [...xml.matchAll(/<c r="A(\d+)" s="(\d+)" t="s">/g)].slice(-FORMULAS.length);
    expect(new Set(styles.map(([, , style]) => style)).size).toBe(1);
  });

  it('of a number is a number', async () => expect((await readXlsx(await write(48))).flat()).toContain(48));

  it('of more than a cell can hold is cut, and says so', async () => {
    const cells = (await readXlsx(await write('很长'.repeat(20_000)))).flat().map(String);
    const long = cells.find((cell) => cell.startsWith('很长'));
    expect(long?.length).toBe(32_767);
    expect(long?.endsWith('长很……（后略）')).toBe(true);
  });

  it('that only looks like an escape is not read as one', async () => {
    expect(partOf(await write('_x0041_'), 'xl/sharedStrings.xml')).toContain('_x005F_x0041_');
  });

  it('is as tall as its lines', async () => {
    const xml = partOf(await write('短', '长'.repeat(40)), 'xl/worksheets/sheet1.xml');
    const heights = [...xml.matchAll(/<row r="\d+"[^>]* ht="([\d.]+)"/g)].map(([, height]) => Number(height));
    expect(heights.slice(-2)).toEqual([20, 76]);
  });
});
