import { describe, expect, it } from '@jest/globals';
import { hazardList, hazards } from '../test/month.builder.js';
import { readDocx, readXlsx } from '../test/reading.js';
import { hazardCounts, hazardListDocx, hazardListXlsx } from './hazard-list.js';

describe('the monthly hazard list', () => {
  it('has the open ones first, those of last month marked', async () => {
    const { rows, text } = await readDocx(await hazardListDocx(hazardList));
    expect(text).toMatch(
      /一、未闭环隐患.*YH-2026-08-002.*YH-2026-07-003.*二、本月已闭环隐患.*YH-2026-08-001/s,
    );
    expect(rows).toContainEqual([
      '2',
      'YH-2026-07-003',
      'L1-S2-03 大屏线缆',
      '三号屏线缆接头松动，偶发花屏。',
      '2026年7月15日',
      '更换线缆并重新绑扎。',
      '李监督\n2026年7月16日\n同意',
      '线缆已到货，计划9月3日更换。',
      '2026年9月5日',
      '整改中（上月结转）',
    ]);
  });

  it('has those that the bureau does not want rectified apart from those that are gone', async () => {
    const [closed, declined] = hazards;
    const list = { ...hazardList, hazards: [closed!, { ...declined!, standing: 'DECLINED' as const }] };
    const { text } = await readDocx(await hazardListDocx(list));
    expect(text).toMatch(/二、本月已闭环隐患.*YH-2026-08-001.*三、甲方不同意整改的隐患.*YH-2026-08-002/s);
    expect((await readDocx(await hazardListDocx(hazardList))).text).not.toContain('不同意整改的隐患');
  });

  it('is the same in a spreadsheet', async () => {
    const rows = await readXlsx(await hazardListXlsx(hazardList));
    expect(rows.filter((row) => String(row[1]).startsWith('YH-'))).toHaveLength(3);
    expect(rows.flat()).toContain('甲方监督管理员（签字）：　　　　　　　　　　　　年　　月　　日');
  });

  it('says so when there is none', async () => {
    const none = { ...hazardList, hazards: [] };
    expect((await readDocx(await hazardListDocx(none))).rows).toContainEqual(['无']);
    expect((await readXlsx(await hazardListXlsx(none))).flat()).toContain('本月无');
  });

  it.each([
    [hazards, '本月新增2项，上月结转1项；已闭环1项，未闭环2项，转入下月跟踪。'],
    [
      hazards.map((hazard) => ({ ...hazard, standing: 'DECLINED' as const })),
      '本月新增2项，上月结转1项；已闭环0项，甲方不同意整改3项，未闭环0项。',
    ],
    [
      hazards.filter(({ standing }) => standing === 'CLOSED'),
      '本月新增1项，上月结转0项；已闭环1项，未闭环0项。',
    ],
    [[], '本月新增0项，上月结转0项；已闭环0项，未闭环0项。'],
  ])('counts them', (some, said) => expect(hazardCounts(some)).toBe(said));
});
