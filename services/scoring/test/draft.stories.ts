import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { dayStart } from '@zhishou/rules/month';
import { rowFaults } from '@zhishou/platform/audit/verify-rows';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { cellsOf, type Link, textOf } from '@zhishou/testkit/document-reader';
import type { Who } from '@zhishou/testkit/people';
import { annualDocument } from '../src/document/annual.document.js';
import { signedOn } from './availability.builder.js';
import { bulletinStories } from './bulletin.stories.js';
import { closedFault } from './month-of-events.builder.js';
import { CONTRACT_ID, type SheetsWorld } from './sheets.world.js';

const DRAFTS = `query ($month: Month!) {
  dueDocuments(month: $month) { code month ticket { id } draft { url fileName expiresAt } } }`;

const SUBMIT = `mutation ($input: SubmitDocumentInput!) { submitDocument(input: $input) {
  id submissions { generated files { fileName sha256 url } } } }`;

interface Submitted {
  submitDocument: {
    id: string;
    submissions: { generated: boolean; files: { fileName: string; sha256: string; url: string }[] }[];
  };
}

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

  it('of the month has its tables as a spreadsheet too; of a fault there is none', async () => {
    const source = DRAFTS.replace('draft {', 'draft(format: XLSX) {');
    const { dueDocuments } = await world().ask<{ dueDocuments: Draft[] }>('dispatcher', source, { month });
    const { draft } = dueDocuments.find(({ code }) => code === 'MAINTENANCE_REPORT')!;
    const cells = await cellsOf(world().service.url, draft!);
    for (const words of ['GD-91', '电源故障', '车载天线', '未修复']) expect(cells).toContain(words);
    expect(dueDocuments.find(({ code }) => code === 'FAULT_ANALYSIS')!.draft).toBeNull();
  });

  it('of the service plan is what the contract folder says', async () => {
    const { dueDocuments } = await world().ask<{ dueDocuments: Draft[] }>('dispatcher', DRAFTS, {
      month: signedOn.slice(0, 7),
    });
    const { draft } = dueDocuments.find(({ code }) => code === 'SERVICE_PLAN')!;
    expect(draft!.fileName).toBe(`服务计划 ${CONTRACT_ID}.docx`);
    const said = await textOf(world().service.url, draft!);
    for (const words of [
      'Ka波段应急专享通信服务',
      '重大故障',
      '4小时',
      '月度隐患汇总资料',
      '故障修复及时率不低于98%',
    ])
      expect(said).toContain(words);
  });

  it('of the year sums up its months so far: faults, rates, scores, duties and documents', async () => {
    const contract = world().service.app.get<Contract[]>(CONTRACTS)[0]!;
    const now = Date.now();
    const paper = await annualDocument(world().db.manager, { contract, of: '', now, format: 'DOCX' });
    expect(paper.from).toBe(signedOn);
    const [first] = paper.months;
    expect(first).toMatchObject({ month: signedOn.slice(0, 7) });
    expect(first!.service).not.toBeNull();
    const summed = paper.months.find((one) => one.month === month)!;
    expect(summed).toMatchObject({ reported: 2, major: 0, timely: '0.00%', performance: null });
    expect(paper.unrepaired.map(({ ticket }) => ticket)).toContain('GD-92');
    expect(paper.documents.find(({ title }) => title === '月度隐患汇总资料')).toMatchObject({ inTime: 0 });
    expect(paper.duties.map(({ wanted, done }) => wanted >= done)).not.toContain(false);
  });

  const usedKey = randomUUID();

  it('is handed in as it is, and kept as it was then', async () => {
    const input = { code: 'FAULT_ANALYSIS', ticketId: fault, generated: true, idempotencyKey: usedKey };
    const { submitDocument } = await world().ask<Submitted>('dispatcher', SUBMIT, { input });
    expect(await world().ask('dispatcher', SUBMIT, { input })).toMatchObject({
      submitDocument: {
        submissions: [{ files: [{ sha256: submitDocument.submissions[0]!.files[0]!.sha256 }] }],
      },
    });
    const [{ generated, files }] = submitDocument.submissions as [
      Submitted['submitDocument']['submissions'][0],
    ];
    expect([generated, files.length]).toEqual([true, 1]);
    const answer = await fetch(new URL(files[0]!.url, world().service.url));
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(files[0]!.sha256);
    expect(await textOf(world().service.url, { ...files[0]!, expiresAt: '' })).toContain('更换电源模块');
    const told = await world().rows(
      `SELECT after #>> '{files,0,sha256}' AS sha, after -> 'generated' AS generated FROM audit_entry
       WHERE action = 'submitDocument' AND aggregate_id = $1`,
      [submitDocument.id],
    );
    expect(told).toEqual([{ sha: files[0]!.sha256, generated: true }]);
    expect(await rowFaults(world().db.manager, 'scoring')).toEqual([]);
  });

  it('is not handed in as it is where it is written by hand, twice, or too early', async () => {
    const refused = async (input: object) => {
      const { code, fields } = await world().refusal('dispatcher', SUBMIT, { input });
      return fields ? [code, ...fields.map(({ path }) => path)] : [code];
    };
    const generated = true;
    const before = await world().recorded();
    expect(await refused({ code: 'POEM', generated, idempotencyKey: usedKey })).toEqual([
      ...['BAD_USER_INPUT', 'idempotencyKey'],
    ]);
    expect(await refused({ code: 'QUALITY_SHEET', month, generated })).toEqual([
      'BAD_USER_INPUT',
      'generated',
    ]);
    expect(await refused({ code: 'FAULT_ANALYSIS', ticketId: fault, generated })).toEqual(['CONFLICT']);
    expect(await refused({ code: 'ANNUAL_SUMMARY', generated })).toEqual(['BAD_USER_INPUT', 'code']);
    expect(await refused({ code: 'BULLETIN', month, generated })).toEqual(['BAD_USER_INPUT', 'code']);
    expect(await world().recorded()).toEqual(before);
  });

  it('is not made of what is written by hand, nor for who sees his own faults only', async () => {
    expect((await drafts()).find(({ code }) => code === 'QUALITY_SHEET')!.draft).toBeNull();
    for (const who of ['reporter', 'engineer'] as const)
      expect((await drafts(who)).filter(({ draft }) => draft !== null)).toEqual([]);
  });

  describe('the bulletin', () => bulletinStories(world, month));
}
