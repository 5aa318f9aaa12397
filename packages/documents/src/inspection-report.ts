import { type Hazard, hazardCounts } from './hazard-list.js';
import {
  FAULTS,
  type Finding,
  FINDINGS,
  HAZARDS,
  MEASURES,
  type ReportedFault,
  type ReportedMeasure,
  type ReportedVisit,
  VISITS,
} from './inspection-report.rows.js';
import { chineseInstant, chineseMonth, type Instant, type Month, saidBy } from './layout/day.js';
import { facts } from './layout/facts.js';
import { SIZE } from './layout/font.js';
import { type Head } from './layout/head.js';
import { opinion } from './layout/opinion.js';
import { PORTRAIT } from './layout/paper.js';
import { gap, heading, prose } from './layout/paragraph.js';
import { type Signature, signatures } from './layout/signatures.js';
import { table } from './layout/table.js';
import { together } from './layout/together.js';
import { word } from './layout/word.js';

/** 《月度巡检报告》 (六、2；一、3(3)2): the month's summary, with every finding, its handling and its plan. */
export interface InspectionReport {
  head: Head;
  month: Month;
  preparedBy: string;
  submittedAt: Instant | null;
  coverage: {
    visitsPlanned: number;
    visitsCompleted: number;
    /** lines of the equipment lists */
    equipmentInPeriod: number;
    equipmentInspected: number;
    /** `L1-S5-04 不间断供电电源（3楼）` */
    leftOut: readonly string[];
  };
  visits: readonly ReportedVisit[];
  findings: readonly Finding[];
  /** reported in the month, or open already when it began */
  faults: readonly ReportedFault[];
  /** after major faults: those at hand in the month */
  measures: readonly ReportedMeasure[];
  hazards: readonly Hazard[];
  /** in words; empty: none was held */
  jointTest: string;
  conclusion: string;
  signatures: readonly Signature[];
  review: { by: string; at: Instant; accepted: boolean; opinion: string } | null;
}

/** @returns the bytes of a .docx @throws RangeError naming the signature, day, month or instant that is none */
export async function inspectionReportDocx(report: InspectionReport): Promise<Uint8Array> {
  const { head, month, hazards } = report;
  return word(head, { title: '月度巡检报告', period: chineseMonth(month) }, PORTRAIT, [
    facts(
      [
        { label: '甲方', text: head.bureau },
        { label: '乙方', text: head.provider },
        { label: '编制人', text: report.preparedBy },
        { label: '提交时间', text: report.submittedAt === null ? '' : chineseInstant(report.submittedAt) },
      ],
      PORTRAIT,
    ),
    heading('一、巡检完成情况'),
    ...prose(completed(report)),
    table(VISITS, report.visits, PORTRAIT, { size: SIZE.small + 1 }),
    heading('二、巡检发现及处理'),
    table(FINDINGS, report.findings, PORTRAIT, { size: SIZE.small + 1, empty: '本月巡检未发现异常' }),
    heading('三、故障处理'),
    table(FAULTS, report.faults, PORTRAIT, { size: SIZE.small + 1 }),
    ...(report.measures.length === 0
      ? []
      : [
          ...prose('重大故障防范措施：', { keepNext: true }),
          table(MEASURES, report.measures, PORTRAIT, { size: SIZE.small + 1 }),
        ]),
    heading('四、隐患整改'),
    ...prose(hazardCounts(hazards)),
    table(HAZARDS, hazards, PORTRAIT, { size: SIZE.small + 1 }),
    heading('五、全省联调'),
    ...prose(report.jointTest || '本月未进行联调。'),
    heading('六、结论'),
    ...prose(report.conclusion, { keepNext: true }),
    gap(),
    together(
      [opinion('甲方审核意见', reviewed(report), PORTRAIT), signatures(report.signatures, PORTRAIT)],
      PORTRAIT,
    ),
  ]);
}

function completed({ month, coverage }: InspectionReport): string {
  const { visitsPlanned, visitsCompleted, equipmentInPeriod, equipmentInspected, leftOut } = coverage;
  const counts =
    `${chineseMonth(month)}计划巡检${visitsPlanned}次，完成${visitsCompleted}次；` +
    `在保设备${equipmentInPeriod}项，已巡检${equipmentInspected}项，覆盖率${percent(equipmentInspected, equipmentInPeriod)}。`;
  return leftOut.length === 0 ? counts : `${counts}\n未巡检设备：${leftOut.join('、')}。`;
}

/** Cut to a hundredth as everywhere, never rounded up to 100%. */
const percent = (part: number, whole: number): string =>
  whole === 0 ? '100%' : `${Math.floor((part * 10_000) / whole) / 100}%`;

function reviewed({ review }: InspectionReport): string {
  if (!review) return '';
  const said = review.accepted ? '符合要求。' : '不符合要求。';
  return `${said}${review.opinion}\n${saidBy(review.by, review.at)}`;
}
