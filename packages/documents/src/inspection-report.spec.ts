import { describe, expect, it } from '@jest/globals';
import { report } from '../test/month.builder.js';
import { readDocx } from '../test/reading.js';
import { inspectionReportDocx } from './inspection-report.js';

describe('the monthly inspection report', () => {
  it('has every visit, finding, fault with its ticket, and hazard', async () => {
    const { rows } = await readDocx(await inspectionReportDocx(report));
    expect(rows).toContainEqual([
      '2',
      '8月4日 周二',
      '市应急局三楼指挥中心',
      '王工',
      '李监督',
      '11',
      '1',
      '重检后归档',
    ]);
    expect(rows).toContainEqual([
      '2',
      '8月7日',
      'L1-S5-04 不间断供电电源（3楼）',
      '电源、电池：第7、12号电池鼓包。',
      '隐患',
      '经同意更换两只蓄电池。9月巡检复测内阻。',
    ]);
    expect(rows).toContainEqual([
      '1',
      'GZ-202608-0007',
      'L1-S2-05 大屏拼接处理终端',
      '一般故障',
      '8月4日 09:50',
      '8月4日 13:15',
      '电源模块老化损坏。',
      '已结单',
    ]);
    expect(rows.find(([, number]) => number === 'YH-2026-07-003')?.at(-1)).toBe('整改中（上月结转）');
  });

  it('says when each visit was made, when it was to be where that was another day, and which was not', async () => {
    const visits = report.visits.map((visit, index) => (index === 7 ? { ...visit, madeOn: null } : visit));
    const { rows } = await readDocx(await inspectionReportDocx({ ...report, visits }));
    const days = rows.filter(([, , place]) => report.visits.some((visit) => visit.place === place));
    expect(days.slice(5).map(([, day]) => day)).toEqual([
      '8月11日 周二',
      '8月14日 周五\n计划8月13日',
      '未巡检\n计划8月14日',
    ]);
  });

  it('has every measure after a major fault, and no word of them where there are none', async () => {
    const { rows, text } = await readDocx(await inspectionReportDocx(report));
    expect(text).toContain('重大故障防范措施：');
    expect(rows).toContainEqual([
      '1',
      'GZ-202607-0031',
      '为三楼机房不间断电源加装蓄电池在线监测，内阻超标时告警。',
      '赵工',
      '2026年9月30日',
      '未完成',
    ]);
    const without = await readDocx(await inspectionReportDocx({ ...report, measures: [] }));
    expect(without.text).not.toContain('防范措施');
  });

  it('says what was covered, what is open and what follows', async () => {
    const { text } = await readDocx(await inspectionReportDocx(report));
    expect(text).toContain('计划巡检8次，完成8次；在保设备121项，已巡检121项，覆盖率100%。');
    expect(text).toContain('本月新增2项，上月结转1项；已闭环1项，未闭环2项，转入下月跟踪。');
    expect(text).toContain('下月重点跟踪动中通天线密封与三号屏线缆更换。');
  });

  it('never rounds up to all, and names what was left out', async () => {
    const coverage = {
      ...report.coverage,
      equipmentInPeriod: 10_000,
      equipmentInspected: 9_999,
      leftOut: ['L3-20 联机笔记本电脑'],
    };
    const { text } = await readDocx(await inspectionReportDocx({ ...report, coverage }));
    expect(text).toContain('覆盖率99.99%。');
    expect(text).toContain('未巡检设备：L3-20 联机笔记本电脑。');
  });

  it('says of a month in which nothing happened that nothing did', async () => {
    const quiet = { ...report, findings: [], faults: [], hazards: [], jointTest: '' };
    const { rows, text } = await readDocx(await inspectionReportDocx(quiet));
    expect(rows).toContainEqual(['本月巡检未发现异常']);
    expect(rows.filter(([only]) => only === '本月无')).toHaveLength(2);
    expect(text).toContain('本月未进行联调。');
  });

  it('carries the opinion of the bureau', async () => {
    const review = { by: '李监督', at: report.head.createdAt, accepted: false, opinion: '缺少整改计划。' };
    const { rows } = await readDocx(await inspectionReportDocx({ ...report, review }));
    expect(rows).toContainEqual(['甲方审核意见', '不符合要求。缺少整改计划。\n李监督　2026年8月31日 17:30']);
  });
});
