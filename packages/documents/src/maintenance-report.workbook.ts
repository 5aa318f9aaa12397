import { type MaintenanceReport, withShares } from './maintenance-report.js';
import { ANALYSES, CAUSES, CLOCKS, FAULTS, SUBSYSTEMS, UNREPAIRED } from './maintenance-report.rows.js';
import { chineseInstant, chineseMonth } from './layout/day.js';
import { workbook } from './layout/sheet.js';

/** 《月度维护和总结分析报表》 as a spreadsheet: its tables, one a sheet. @returns the bytes of an .xlsx */
export async function maintenanceReportXlsx(report: MaintenanceReport): Promise<Uint8Array> {
  const { head, month, faults, causes, unrepaired, clocks, subsystems } = report;
  const lines = [
    `甲方：${head.bureau}　　乙方：${head.provider}`,
    `${chineseMonth(month)}　　数据截至：${chineseInstant(report.asOf)}`,
  ];
  return workbook(head, (add) => {
    const page = { lines, signers: [] };
    const signers = ['乙方编制人', '乙方项目负责人'];
    const title = '月度维护和总结分析报表';
    add({ ...page, title, tab: '故障', columns: FAULTS, rows: faults, empty: '本月无故障', signers });
    add({ ...page, title: '故障类型', tab: '类型', columns: CAUSES, rows: withShares(causes) });
    const analysed = faults.filter(({ cause }) => cause !== '');
    add({ ...page, title: '故障原因分析', tab: '原因', columns: ANALYSES, rows: analysed });
    add({ ...page, title: '未修复故障的跟进情况', tab: '未修复', columns: UNREPAIRED, rows: unrepaired });
    add({ ...page, title: '故障处理及时性', tab: '及时性', columns: CLOCKS, rows: clocks });
    add({ ...page, title: '设备可用率', tab: '可用率', columns: SUBSYSTEMS, rows: subsystems });
  });
}
