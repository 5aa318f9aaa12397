import { describe, expect, it } from '@jest/globals';
import { maintenance } from '../test/maintenance.builder.js';
import { readDocx } from '../test/reading.js';
import { maintenanceReportDocx } from './maintenance-report.js';

describe('the monthly maintenance report', () => {
  it('has faults, causes, follow-up, timeliness, availability and the charts of them', async () => {
    const { rows, text, pictures } = await readDocx(await maintenanceReportDocx(maintenance));
    expect(rows.find(([, ticket]) => ticket === 'GZ-202608-0007')).toEqual([
      ...['4', 'GZ-202608-0007', 'L2-S1-03 指挥车车载卫星天线', '一般故障', '硬件故障'],
      ...['8月13日 09:12', '8月13日 10:40', '8月14日 11:05', '到场、处理超时'],
    ]);
    expect(rows).toContainEqual(['硬件故障', '2', '33.3%']);
    expect(rows).toContainEqual(['处理', '5', '1', '83.33%', '8小时6分']);
    expect(rows).toContainEqual(['合计', '187', '84.2', '99.93%']);
    expect(text).toMatch(/1．同批次终端的电源模块纳入下月巡检重点。（工单GZ-202608-0001）/);
    expect(pictures).toBe(2);
  });

  it('of a month without faults says so, and is as complete', async () => {
    const { text, pictures } = await readDocx(
      await maintenanceReportDocx({ ...maintenance, faults: [], causes: [], unrepaired: [] }),
    );
    for (const said of ['本月无故障', '本月无已查明类型的故障', '本月故障均已修复', '未提出改进措施'])
      expect(text).toContain(said);
    expect(pictures).toBe(1);
  });
});
