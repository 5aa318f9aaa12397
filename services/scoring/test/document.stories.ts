import { describe, expect, it } from '@jest/globals';
import { cellsOf, type Link, textOf } from '@zhishou/testkit/document-reader';
import type { Who } from '@zhishou/testkit/people';
import { chineseMonth } from '@zhishou/documents/layout/day';
import { openDataStories } from './open-data.stories.js';
import type { SheetsWorld } from './sheets.world.js';

const SHEET = `query ($month: Month!, $format: DocumentFormat) {
  scoreSheet(month: $month) { document(format: $format) { url fileName expiresAt } } }`;
const SETTLEMENT = `query ($format: DocumentFormat) {
  settlement { document(format: $format) { url fileName expiresAt } } }`;

interface Months {
  /** scored, objected to, answered, confirmed */
  first: string;
  /** confirmed, with what came too late for the first */
  second: string;
  /** scored and not confirmed */
  scored: string;
}

export function documentStories(world: () => SheetsWorld, { first, second, scored }: Months) {
  const sheetLink = async (month: string, format = 'DOCX', who: Who = 'auditor') => {
    const asked = { month, format };
    return (await world().ask<{ scoreSheet: { document: Link } }>(who, SHEET, asked)).scoreSheet.document;
  };
  const settlementLink = async (format = 'DOCX') =>
    (await world().ask<{ settlement: { document: Link } }>('auditor', SETTLEMENT, { format })).settlement
      .document;
  const base = () => world().service.url;

  it('is printed with what took its points, what was said, and who signs', async () => {
    const link = await sheetLink(first);
    expect(link.fileName).toBe(`考核表 shaoguan-2026 ${first}.docx`);
    const text = await textOf(base(), link);
    for (const said of [
      `（${chineseMonth(first)}）`,
      '已确认',
      '故障修复及时率低于目标：到期 2 起，其中超时 1 起（依据：工单GD-1）',
      '登记：接报后无人接听',
      `（依据：${chineseMonth(second)}巡检计划）`,
      '10日 机房',
      `${chineseMonth(first)}维保情况总结`,
      '应交文档未交（依据：《',
      '该故障系外力所致',
      '维持原评分',
    ])
      expect(text).toContain(said);
    expect(text).toMatch(/甲方监督管理员（签字）：\s+姓名：supervisor.*甲方管理员（签字）：\s+姓名：admin/s);
  });

  it('names of what was taken in late the month it belongs to', async () => {
    const text = await textOf(base(), await sheetLink(second, 'DOCX', 'dispatcher'));
    expect(text).toContain(`属${chineseMonth(first)}，当月考核后获知`);
  });

  it('is a spreadsheet too, of the same points', async () => {
    const cells = JSON.parse(await cellsOf(base(), await sheetLink(first, 'XLSX'))) as unknown[][];
    const totals = cells.filter(([, title]) => /类得分$/.test(String(title))).map((row) => row[5]);
    const { performance, service } = (await world().sheet(first))!;
    expect(totals).toEqual([performance.points, service.points]);
  });

  it('says that it is not confirmed yet', async () => {
    expect(await textOf(base(), await sheetLink(scored))).toContain('已评分，待确认');
  });

  it('is handed to nobody without an address of his own', async () => {
    const { url } = await sheetLink(first);
    const answer = await fetch(new URL(`${url.slice(0, -4)}AAAA`, base()));
    expect(answer.status).toBe(401);
  });

  it('goes into the statement of the settlement, a forecast by the months confirmed', async () => {
    const link = await settlementLink();
    expect(link.fileName).toBe('运维服务酬金结算单 shaoguan-2026.docx');
    const text = await textOf(base(), link);
    for (const said of ['（预测）', '不作为付款依据', '1,000,000.00元', chineseMonth(first), '第三期'])
      expect(text).toContain(said);
    expect(await cellsOf(base(), await settlementLink('XLSX'))).toContain('"应得酬金"');
  });

  describe('the facts it was computed from', () => openDataStories(world, { first, second, scored }));
}
