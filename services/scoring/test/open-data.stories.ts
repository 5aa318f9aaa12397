import { expect, it } from '@jest/globals';
import { evaluate, type SheetAnswer } from '@zhishou/rules/score/neutral/evaluate';
import type { FactsFile } from '@zhishou/rules/score/neutral/format.types';
import type { Link } from '@zhishou/testkit/document-reader';
import type { Who } from '@zhishou/testkit/people';
import { hasOffice, recalculated } from '@zhishou/testkit/spreadsheet';
import type { SheetsWorld } from './sheets.world.js';

const OPEN = `query ($month: Month!, $format: OpenDataFormat) {
  scoreSheet(month: $month) { openData(format: $format) { url fileName } } }`;

/** What anybody may compute again. @param months a confirmed one, one with what came late, one only scored */
export function openDataStories(world: () => SheetsWorld, months: Record<string, string>) {
  const fetched = async (month: string, format: string, who: Who = 'auditor') => {
    const asked = { month, format };
    const { scoreSheet } = await world().ask<{ scoreSheet: { openData: Link } }>(who, OPEN, asked);
    const answer = await fetch(new URL(scoreSheet.openData.url, world().service.url));
    expect(answer.status).toBe(200);
    return { bytes: new Uint8Array(await answer.arrayBuffer()), fileName: scoreSheet.openData.fileName };
  };

  it('is the neutral format, of which `evaluate` makes the same points', async () => {
    for (const month of Object.values(months)) {
      const { bytes, fileName } = await fetched(month, 'JSON', 'dispatcher');
      expect(fileName).toBe(`考核事实 shaoguan-2026 ${month}.json`);
      const [answer] = evaluate(JSON.parse(new TextDecoder().decode(bytes)) as FactsFile);
      const { items } = answer as SheetAnswer;
      const sheet = (await world().sheet(month))!;
      expect(Object.keys(items)).toEqual(sheet.items.map(({ code }) => code));
      expect(Object.values(items).map(Number)).toEqual(sheet.items.map(({ points }) => points));
    }
  });

  it('is a spreadsheet that computes the same points from the facts', async () => {
    if (!(await hasOffice())) return;
    const files = await Promise.all(Object.values(months).map((month) => fetched(month, 'XLSX')));
    const workbooks = await recalculated(files.map(({ bytes }) => bytes));
    for (const [index, month] of Object.values(months).entries()) {
      const { items, performance, service } = (await world().sheet(month))!;
      const computed = workbooks[index]!.flatMap((row) => (typeof row[4] === 'number' ? [row[4] + 0] : []));
      expect(computed).toEqual([...items.map(({ points }) => points), performance.points, service.points]);
    }
  });
}
