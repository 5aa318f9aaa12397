import { describe, expect, it } from '@jest/globals';
import { jointTestReport } from '../test/month.builder.js';
import { readDocx } from '../test/reading.js';
import { jointTestReportDocx } from './joint-test-report.js';

const [test] = jointTestReport.tests;

describe('the monthly joint-test report', () => {
  it('tells when, where, who, and how every link did', async () => {
    const { rows, text } = await readDocx(await jointTestReportDocx(jointTestReport));
    expect(text).toContain('联通调试1次，测试链路4条，正常3条，异常1条。');
    expect(rows).toContainEqual(['联调时间', '2026年8月18日 09:00 至 11:30']);
    expect(rows).toContainEqual(['驻场技术人员', '王工']);
    expect(text).toContain('各链路联通正常，满足应急指挥要求。');
    expect(rows).toContainEqual([
      '3',
      '省应急管理厅',
      'Ka卫星链路',
      '指挥车图像上传',
      '上行5.8Mbit/s，下行38.2Mbit/s',
      '正常',
    ]);
    expect(rows).toContainEqual([
      '1',
      '矿山救援基地首次呼叫无音频。',
      '基地侧麦克风静音，取消静音后正常。',
      '已解决',
    ]);
  });

  it('keeps several tests of a month apart', async () => {
    const twice = { ...jointTestReport, tests: [test!, { ...test!, links: [], problems: [] }] };
    const { rows, text } = await readDocx(await jointTestReportDocx(twice));
    expect(text).toMatch(/第1次联调.*第2次联调/s);
    expect(text).toContain('联通调试2次。'); // the links of one of them nobody has counted
    expect(rows).toContainEqual(['未发现问题']);
  });

  it('leaves out what nobody has told', async () => {
    const bare = { endedAt: null, place: '', participants: [], links: [], problems: null };
    const { rows, text } = await readDocx(
      await jointTestReportDocx({ ...jointTestReport, tests: [{ ...test!, ...bare }] }),
    );
    expect(rows).toContainEqual(['联调时间', '2026年8月18日 09:00']);
    for (const said of ['联通调试1次。', '各链路联通正常，满足应急指挥要求。']) expect(text).toContain(said);
    for (const unsaid of ['驻守地点', '参加单位', '对接单位', '测试链路', '未测试', '未发现问题', '处理情况'])
      expect(text).not.toContain(unsaid);
  });
});
