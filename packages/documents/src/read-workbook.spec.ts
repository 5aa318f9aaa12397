import { describe, expect, it } from '@jest/globals';
import { zipSync } from 'fflate';
import { readWorkbook } from './read-workbook.js';

describe('a workbook that somebody brings', () => {
  it('is not unpacked when it is far larger than it looks', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(100_000_001) });
    expect(bomb.length).toBeLessThan(1_000_000);
    await expect(readWorkbook(bomb)).rejects.toThrow('解开后超过 100 MB');
  });

  it('is a workbook, and no other archive', async () => {
    await expect(readWorkbook(zipSync({ 'a.txt': new Uint8Array(3) }))).rejects.toThrow(
      '不是能读的 Excel 工作簿',
    );
  });
});
