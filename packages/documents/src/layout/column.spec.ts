import { describe, expect, it } from '@jest/globals';
import { type Column, headRows } from './column.js';

const column = (title: string, group?: string): Column<string> => ({
  title,
  group,
  width: 1,
  value: (row) => row,
});

describe('the heading of a table', () => {
  it('is one row where no column is grouped', () =>
    expect(headRows([column('甲'), column('乙')])).toEqual([
      [
        { title: '甲', from: 0, columns: 1, rows: 1 },
        { title: '乙', from: 1, columns: 1, rows: 1 },
      ],
    ]));

  it('puts neighbours of a group under its name, and lets the others reach over both rows', () =>
    expect(headRows([column('甲'), column('1', '项目'), column('2', '项目'), column('乙')])).toEqual([
      [
        { title: '甲', from: 0, columns: 1, rows: 2 },
        { title: '项目', from: 1, columns: 2, rows: 1 },
        { title: '乙', from: 3, columns: 1, rows: 2 },
      ],
      [
        { title: '1', from: 1, columns: 1, rows: 1 },
        { title: '2', from: 2, columns: 1, rows: 1 },
      ],
    ]));
});
