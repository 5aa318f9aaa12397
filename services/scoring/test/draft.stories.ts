import { describe, expect, it } from '@jest/globals';
import { dayStart } from '@zhishou/rules/month';
import { type Link, textOf } from '@zhishou/testkit/document-reader';
import type { Who } from '@zhishou/testkit/people';
import { bulletinStories } from './bulletin.stories.js';
import { closedFault } from './month-of-events.builder.js';
import type { SheetsWorld } from './sheets.world.js';

const DRAFTS = `query ($month: Month!) {
  dueDocuments(month: $month) { code month ticket { id } draft { url fileName expiresAt } } }`;

interface Draft {
  code: string;
  ticket: { id: string } | null;
  draft: Link | null;
}

const HOUR_MS = 3_600_000;

/** What the provider is spared to write. */
export function draftStories(world: () => SheetsWorld, month: string) {
  const drafts = async (who: Who = 'dispatcher') =>
    (await world().ask<{ dueDocuments: Draft[] }>(who, DRAFTS, { month })).dueDocuments;
  const textOfDraft = async (code: string) =>
    textOf(world().service.url, (await drafts()).find((one) => one.code === code)!.draft!);

  let fault: string;

  it('of the month tells faults, causes, timeliness and availability', async () => {
    const reportedAt = dayStart(`${month}-12`) + 9 * HOUR_MS;
    const facts = { assetName: '高清视频会议终端', faultType: 'POWER', unitsAffected: 1 };
    const text = { causeAnalysis: '电源模块老化', handling: '更换电源模块', lessons: '列入下月巡检重点' };
    const clocks = [
      { kind: 'ONSITE' as const, metAt: new Date(reportedAt + HOUR_MS).toISOString() },
      { kind: 'RESOLVE' as const, metAt: new Date(reportedAt + 9 * HOUR_MS).toISOString() },
    ].map((clock) => ({ ...clock, breachedAt: null, cancelledAt: null }));
    const late = closedFault(reportedAt, 9, { ...facts, number: 'GD-91', clocks }, text);
    fault = late[0]!.subject;
    const open = closedFault(reportedAt, 3, {
      number: 'GD-92',
      assetCode: 'L2-S1-01',
      assetName: '车载天线',
    });
    await world().tell(...late, open[0]!);
    const said = await textOfDraft('MAINTENANCE_REPORT');
    for (const words of [
      '在办故障2起',
      '未修复1起',
      '电源故障',
      '电源模块老化',
      '列入下月巡检重点（工单GD-91）',
    ])
      expect(said).toContain(words);
    expect(said).toMatch(/四、未修复故障的跟进情况.*GD-92.*已受理，待处理.*五、/s);
    expect(said).toMatch(/处理\s+0\s+2\s+0\.00%\s+9小时/);
    expect(said).toMatch(/市区县高清视频会议（会商）系统\s+\d+\s+[\d.]+\s+99\.\d\d%/);
  });

  it('of a fault tells what happened and why, and is named by the ticket; those of a month are one document too', async () => {
    const { draft } = (await drafts()).find(({ ticket }) => ticket?.id === fault)!;
    expect(draft!.fileName).toBe('系统故障处理分析报告 shaoguan-2026 GD-91.docx');
    const said = await textOf(world().service.url, draft!);
    for (const words of ['电源故障', '1套', '销障，提交故障处理记录', '恢复测试通过', '更换电源模块'])
      expect(said).toContain(words);
    expect(said).toMatch(/处理\s+8小时内\s+\S+ 18:00\s+及时/);
    const all = `query ($month: Month!) { faultAnalyses(month: $month) { url fileName expiresAt } }`;
    const { faultAnalyses } = await world().ask<{ faultAnalyses: Link }>('auditor', all, { month });
    expect(await textOf(world().service.url, faultAnalyses)).toMatch(/故障1　GD-91.*电源模块老化/s);
    expect(await world().refusal('reporter', all, { month })).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('is not made of what is written by hand, nor for who sees his own faults only', async () => {
    expect((await drafts()).find(({ code }) => code === 'QUALITY_SHEET')!.draft).toBeNull();
    for (const who of ['reporter', 'engineer'] as const)
      expect((await drafts(who)).filter(({ draft }) => draft !== null)).toEqual([]);
  });

  describe('the bulletin', () => bulletinStories(world, month));
}
