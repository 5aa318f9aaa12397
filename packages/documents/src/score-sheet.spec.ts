import { describe, expect, it } from '@jest/globals';
import { head } from '../test/month.builder.js';
import { readDocx, readXlsx } from '../test/reading.js';
import { scoreSheet } from '../test/score.builder.js';
import { deductionWords, scoreSheetDocx, stateWords } from './score-sheet.js';
import { scoreSheetXlsx } from './score-sheet.workbook.js';

describe('the score sheet', () => {
  it('has every item with its clause, its points and what took them', async () => {
    const { rows, text } = await readDocx(await scoreSheetDocx(scoreSheet));
    expect(rows).toContainEqual([
      ...['P4', '用户资料准确率', '附件二 二、1（一）（4）', '5', '3'],
      '扣2分：用户资料错误或缺失（依据：登记：乐昌市应急局联系电话有误；属2026年7月，当月考核后获知）',
    ]);
    expect(rows).toContainEqual(['P6', '设备可用率', '附件二 二、1（二）（2）', '15', '15', '无']);
    expect(rows.find(([code]) => code === 'S1')?.at(-1)).toBe(
      '1．扣5分：客户投诉（依据：登记：接报后无人接听）\n' +
        '2．扣5分：客户投诉（依据：登记：到场人员未佩戴证件）\n' +
        '3．加5分：客户书面表扬（依据：登记：防汛演练保障有力）',
    );
    expect(rows).toContainEqual(['', '业绩类得分', '', '100', '72.33', '']);
    expect(text).toMatch(/乙方意见.*请予核减.*陈项目经理　2026年9月3日 11:00.*甲方答复.*维持原评分/s);
    expect(text).toMatch(/甲方监督管理员（签字）：\s+姓名：李监督.*甲方管理员（签字）：\s+姓名：何主任/s);
  });

  it.each([
    [scoreSheet, '已确认：2026年9月1日 09:20 李监督评分；2026年9月9日 15:05 何主任确认'],
    [{ ...scoreSheet, confirmed: null }, '已评分，待确认：2026年9月1日 09:20 李监督评分'],
    [
      { ...scoreSheet, head, scored: null, confirmed: null },
      '试算（未评分）：截至2026年8月31日 17:30的试算，不作为考核结果',
    ],
  ])('says how far it is', (sheet, said) => expect(stateWords(sheet)).toBe(said));

  it('is marked as a trial until it is scored, in both forms', async () => {
    const trial = { ...scoreSheet, scored: null, confirmed: null };
    expect((await readDocx(await scoreSheetDocx(trial))).text).toContain('考核表（试算）');
    expect((await readXlsx(await scoreSheetXlsx(trial))).flat()).toContain('考核表（试算）（2026年8月）');
  });

  it('has room for the word of a provider who has not spoken, and the word of one who waived', async () => {
    const none = { ...scoreSheet, objection: null, answer: null };
    expect((await readDocx(await scoreSheetDocx(none))).rows).toContainEqual(['乙方意见', '']);
    const waived = { ...scoreSheet, objection: { ...scoreSheet.objection!, text: '', waived: true } };
    expect((await readDocx(await scoreSheetDocx(waived))).text).toContain('无异议。');
  });

  it('cuts points and never rounds them', () =>
    expect(deductionWords({ points: '11/3', reason: '超时', evidence: [], month: null })).toBe(
      '扣3.66分：超时',
    ));

  it('is the same in a spreadsheet', async () => {
    const rows = await readXlsx(await scoreSheetXlsx(scoreSheet));
    const pointsOf: Record<string, unknown> = Object.fromEntries(
      rows.map(([code, , , , , points]) => [String(code), points]),
    );
    expect(pointsOf).toMatchObject({ P1: 0, P2: 4, P5: 79 / 3, D: -12, S1: 25, S2: 30 });
    const totals = rows.filter(([, title]) => /类得分$/.test(String(title)));
    expect(totals.map((row) => row[5])).toEqual([217 / 3, 95]);
  });

  it('refuses points that are none', async () => {
    const wrong = { ...scoreSheet, service: { ...scoreSheet.service, points: '95.5' } };
    await expect(scoreSheetDocx(wrong)).rejects.toThrow('no points: 95.5');
  });
});
