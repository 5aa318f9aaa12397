import {
  DOCUMENTS,
  DUTIES,
  MONTHS,
  type SummedDocument,
  type SummedDuty,
  type SummedMonth,
} from './annual-summary.rows.js';
import { barChart, rateChart, type Trend } from './layout/chart.js';
import { chineseDay, chineseInstant, type Day, type Instant } from './layout/day.js';
import { facts } from './layout/facts.js';
import { SIZE } from './layout/font.js';
import { type Head } from './layout/head.js';
import { PORTRAIT } from './layout/paper.js';
import { gap, heading, prose } from './layout/paragraph.js';
import { workbook } from './layout/sheet.js';
import { signatures } from './layout/signatures.js';
import { table } from './layout/table.js';
import { together } from './layout/together.js';
import { word } from './layout/word.js';
import {
  type ClockTimeliness,
  CLOCKS,
  SUBSYSTEMS,
  type SubsystemAvailability,
  UNREPAIRED,
  type UnrepairedFault,
} from './maintenance-report.rows.js';

/** 《系统年度总结报告》 (六、4): the whole contract, at its end. */
export interface AnnualSummary {
  head: Head;
  from: Day;
  to: Day;
  /** what was known then is told */
  asOf: Instant;
  /** running text */
  summary: string;
  months: readonly SummedMonth[];
  trend: Trend;
  causes: readonly { name: string; value: number }[];
  clocks: readonly ClockTimeliness[];
  subsystems: readonly SubsystemAvailability[];
  unrepaired: readonly UnrepairedFault[];
  duties: readonly SummedDuty[];
  documents: readonly SummedDocument[];
  /** running text: what the major faults taught; empty: nothing */
  lessons: string;
}

const TITLE = '系统年度总结报告';
const SMALL = { size: SIZE.small + 1 };
const SIGNERS = ['乙方编制人', '乙方项目负责人', '甲方监督管理员', '甲方负责人'];

const periodOf = ({ from, to }: AnnualSummary): string => `${chineseDay(from)}至${chineseDay(to)}`;

/** @returns the bytes of a .docx @throws RangeError naming the day, month or instant that is none */
export async function annualSummaryDocx(summary: AnnualSummary): Promise<Uint8Array> {
  const { head, causes, trend } = summary;
  return word(head, { title: TITLE, period: periodOf(summary) }, PORTRAIT, [
    facts(
      [
        { label: '甲方', text: head.bureau },
        { label: '乙方', text: head.provider },
        { label: '数据截至', text: chineseInstant(summary.asOf), wide: true },
      ],
      PORTRAIT,
    ),
    heading('一、总体情况'),
    ...prose(summary.summary),
    heading('二、各月情况'),
    table(MONTHS, summary.months, PORTRAIT, SMALL),
    ...(await rateChart('图1　各月及时率', trend, PORTRAIT)),
    heading('三、故障类型'),
    ...(causes.length === 0
      ? prose('没有已查明类型的故障。')
      : await barChart('图2　故障类型（起）', causes, PORTRAIT)),
    heading('四、故障处理及时性'),
    table(CLOCKS, summary.clocks, PORTRAIT, SMALL),
    heading('五、设备可用率'),
    table(SUBSYSTEMS, summary.subsystems, PORTRAIT, SMALL),
    heading('六、未修复故障的跟进情况'),
    table(UNREPAIRED, summary.unrepaired, PORTRAIT, { ...SMALL, empty: '故障均已修复' }),
    heading('七、巡检、联调和保障'),
    table(DUTIES, summary.duties, PORTRAIT, SMALL),
    heading('八、服务文档'),
    table(DOCUMENTS, summary.documents, PORTRAIT, { ...SMALL, empty: '无' }),
    heading('九、经验和建议'),
    ...prose(summary.lessons || '故障处理记录未提出改进措施。'),
    gap(),
    together(
      [
        signatures(
          SIGNERS.map((role) => ({ role })),
          PORTRAIT,
        ),
      ],
      PORTRAIT,
    ),
  ]);
}

/** @returns the bytes of an .xlsx: its tables, one a sheet */
export async function annualSummaryXlsx(summary: AnnualSummary): Promise<Uint8Array> {
  const { head } = summary;
  const lines = [
    `甲方：${head.bureau}　　乙方：${head.provider}`,
    `${periodOf(summary)}　　数据截至：${chineseInstant(summary.asOf)}`,
  ];
  return workbook(head, (add) => {
    const page = { lines, signers: [], empty: '无' };
    add({ ...page, title: TITLE, tab: '各月', columns: MONTHS, rows: summary.months, signers: SIGNERS });
    add({ ...page, title: '故障处理及时性', tab: '及时性', columns: CLOCKS, rows: summary.clocks });
    add({ ...page, title: '设备可用率', tab: '可用率', columns: SUBSYSTEMS, rows: summary.subsystems });
    add({ ...page, title: '未修复的故障', tab: '未修复', columns: UNREPAIRED, rows: summary.unrepaired });
    add({ ...page, title: '巡检、联调和保障', tab: '巡检和保障', columns: DUTIES, rows: summary.duties });
    add({ ...page, title: '服务文档', tab: '文档', columns: DOCUMENTS, rows: summary.documents });
  });
}
