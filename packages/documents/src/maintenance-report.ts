import { barChart, rateChart, type Trend } from './layout/chart.js';
import { chineseInstant, chineseMonth, type Instant, type Month } from './layout/day.js';
import { facts } from './layout/facts.js';
import { SIZE } from './layout/font.js';
import { type Head } from './layout/head.js';
import { PORTRAIT } from './layout/paper.js';
import { gap, heading, prose } from './layout/paragraph.js';
import { signatures } from './layout/signatures.js';
import { table } from './layout/table.js';
import { together } from './layout/together.js';
import { word } from './layout/word.js';
import {
  ANALYSES,
  CAUSES,
  type ClockTimeliness,
  CLOCKS,
  FAULTS,
  type MaintainedFault,
  SUBSYSTEMS,
  type SubsystemAvailability,
  UNREPAIRED,
  type UnrepairedFault,
} from './maintenance-report.rows.js';

/** 《月度维护和总结分析报表》 (一、3(7)；三、2（5）): the month's faults, causes, what is not repaired, timeliness. */
export interface MaintenanceReport {
  head: Head;
  month: Month;
  /** what was known then is told */
  asOf: Instant;
  /** running text: how many, how fast, how available */
  summary: string;
  faults: readonly MaintainedFault[];
  /** faults by type, the most frequent first */
  causes: readonly { name: string; value: number }[];
  unrepaired: readonly UnrepairedFault[];
  clocks: readonly ClockTimeliness[];
  /** of the months of the contract up to this one, in percent; null: none fell due */
  trend: Trend;
  subsystems: readonly SubsystemAvailability[];
}

const SMALL = { size: SIZE.small + 1 };
const CHART = '图';

/** @returns the bytes of a .docx @throws RangeError naming the month or instant that is none */
export async function maintenanceReportDocx(report: MaintenanceReport): Promise<Uint8Array> {
  const { head, month, faults, causes, trend } = report;
  const analysed = faults.filter(({ cause }) => cause !== '');
  return word(head, { title: '月度维护和总结分析报表', period: chineseMonth(month) }, PORTRAIT, [
    facts(
      [
        { label: '甲方', text: head.bureau },
        { label: '乙方', text: head.provider },
        { label: '数据截至', text: chineseInstant(report.asOf), wide: true },
      ],
      PORTRAIT,
    ),
    heading('一、总体情况'),
    ...prose(report.summary),
    heading('二、故障处理情况'),
    table(FAULTS, faults, PORTRAIT, { ...SMALL, empty: '本月无故障' }),
    heading('三、故障原因分析'),
    ...(causes.length === 0
      ? prose('本月无已查明类型的故障。')
      : [
          ...(await barChart(`${CHART}1　故障类型（起）`, causes, PORTRAIT)),
          table(CAUSES, withShares(causes), PORTRAIT, SMALL),
          gap(),
          table(ANALYSES, analysed, PORTRAIT, SMALL),
        ]),
    heading('四、未修复故障的跟进情况'),
    table(UNREPAIRED, report.unrepaired, PORTRAIT, { ...SMALL, empty: '本月故障均已修复' }),
    heading('五、故障处理及时性'),
    table(CLOCKS, report.clocks, PORTRAIT, SMALL),
    ...(await rateChart(`${CHART}2　各月及时率`, trend, PORTRAIT)),
    heading('六、设备可用率'),
    table(SUBSYSTEMS, report.subsystems, PORTRAIT, SMALL),
    heading('七、改进措施'),
    ...prose(improvements(analysed)),
    gap(),
    together([signatures([{ role: '乙方编制人' }, { role: '乙方项目负责人' }], PORTRAIT)], PORTRAIT),
  ]);
}

export function withShares(causes: MaintenanceReport['causes']) {
  const all = causes.reduce((sum, { value }) => sum + value, 0);
  return causes.map((cause) => ({ ...cause, share: `${Math.floor((cause.value * 1000) / all) / 10}%` }));
}

/** What the faults taught, as it was filed with their repairs. */
function improvements(faults: readonly MaintainedFault[]): string {
  const said = faults.filter(({ lessons }) => lessons !== '');
  if (said.length === 0) return '本月故障处理记录未提出改进措施。';
  return said.map(({ ticket, lessons }, index) => `${index + 1}．${lessons}（工单${ticket}）`).join('\n');
}
