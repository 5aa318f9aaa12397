import { describe, expect, it } from '@jest/globals';
import { annualSummary, servicePlan } from '../test/annual.builder.js';
import { maintenance } from '../test/maintenance.builder.js';
import { readDocx, readXlsx } from '../test/reading.js';
import { annualSummaryDocx, annualSummaryXlsx } from './annual-summary.js';
import { maintenanceReportXlsx } from './maintenance-report.workbook.js';
import { servicePlanDocx } from './service-plan.js';

describe('the summary of the year', () => {
  it('has every month, the rates, what was done and what was handed in', async () => {
    const { rows, text, pictures } = await readDocx(await annualSummaryDocx(annualSummary));
    expect(rows).toContainEqual(['2026年7月', '5', '0', '0', '—', '99.93%', '72.33', '95']);
    expect(rows).toContainEqual(['2027年6月', '7', '0', '0', '97.01%', '99.93%', '—', '—']);
    expect(rows).toContainEqual(['巡检（次）', '26', '25', '未完成1次']);
    expect(rows).toContainEqual(['月度隐患汇总资料', '13', '11', '1', '1', '0']);
    expect(text).toContain('（2026年6月28日至2027年6月27日）');
    expect(pictures).toBe(2);
  });

  it('has its tables as a spreadsheet too, as has the monthly report', async () => {
    const year = await readXlsx(await annualSummaryXlsx(annualSummary));
    expect(year).toContainEqual(expect.arrayContaining(['2026年7月', '99.93%']));
    const month = await readXlsx(await maintenanceReportXlsx(maintenance));
    expect(month).toContainEqual(expect.arrayContaining(['GZ-202608-0007', '到场、处理超时']));
  });
});

describe('the service plan', () => {
  it('says what is served, how fast, what is checked and what is handed in', async () => {
    const { rows, text } = await readDocx(await servicePlanDocx(servicePlan));
    expect(rows).toContainEqual(['重大故障', '系统中断，影响应急指挥。', '10分', '1小时', '4小时']);
    expect(rows).toContainEqual(['1', '月度巡检计划', '一、3(3)2', '乙方', '每月一份', '上月末日']);
    expect(text).toMatch(/应急指挥调度系统.*视频会议系统.*移动卫星应急指挥车.*车载卫星系统/s);
  });
});
