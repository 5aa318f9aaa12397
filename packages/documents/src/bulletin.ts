import { type UnrepairedFault, UNREPAIRED } from './maintenance-report.rows.js';
import { barChart, rateChart, type Trend } from './layout/chart.js';
import { type Column } from './layout/column.js';
import {
  chineseInstant,
  chineseMonth,
  type Instant,
  type Month,
  shortInstant,
  shortInstantOr,
} from './layout/day.js';
import { facts } from './layout/facts.js';
import { SIZE } from './layout/font.js';
import { type Head } from './layout/head.js';
import { PORTRAIT } from './layout/paper.js';
import { gap, heading, prose } from './layout/paragraph.js';
import { type Points, shownPoints } from './layout/points.js';
import { signatures } from './layout/signatures.js';
import { table } from './layout/table.js';
import { together } from './layout/together.js';
import { word } from './layout/word.js';

/** What was asked for on the hotline, by kind. */
export interface ReportedMatter {
  /** `重大故障`, `技术咨询` */
  kind: string;
  count: number;
  before: number;
}

/** A number that the contract sets a goal for. */
export interface Indicator {
  title: string;
  value: string;
  before: string;
  goal: string;
  reached: boolean | null;
}

export interface MajorFault {
  ticket: string;
  equipment: string;
  reportedAt: Instant;
  repairedAt: Instant | null;
  timeliness: string;
  cause: string;
}

/** 《维护质量通报》 (三、1(4)): of the bureau, to those who use the equipment and to the provider. */
export interface Bulletin {
  head: Head;
  month: Month;
  /** null: a draft that nobody has issued */
  issued: { by: string; at: Instant } | null;
  reported: readonly ReportedMatter[];
  /** faults of the month by type */
  causes: readonly { name: string; value: number }[];
  indicators: readonly Indicator[];
  trend: Trend;
  /** null: not confirmed yet */
  scores: { performance: Points; service: Points } | null;
  major: readonly MajorFault[];
  unrepaired: readonly UnrepairedFault[];
  /** what the bureau has to say; empty: nothing */
  remarks: string;
}

const TITLE = '维护质量通报';
const SMALL = { size: SIZE.small + 1 };

const REPORTED: Column<ReportedMatter>[] = [
  { title: '类别', width: 40, align: 'center', value: ({ kind }) => kind },
  { title: '本月（起）', width: 30, align: 'center', value: ({ count }) => count },
  { title: '上月（起）', width: 30, align: 'center', value: ({ before }) => before },
];

const INDICATORS: Column<Indicator>[] = [
  { title: '指标', width: 30, align: 'center', value: ({ title }) => title },
  { title: '本月', width: 18, align: 'center', value: ({ value }) => value },
  { title: '上月', width: 18, align: 'center', value: ({ before }) => before },
  { title: '合同目标', width: 18, align: 'center', value: ({ goal }) => goal },
  { title: '是否达到', width: 16, align: 'center', value: ({ reached }) => reachedWords(reached) },
];

const reachedWords = (reached: boolean | null): string =>
  reached === null ? '—' : reached ? '达到' : '未达到';

const MAJOR: Column<MajorFault>[] = [
  { title: '工单号', width: 16, align: 'center', value: ({ ticket }) => ticket },
  { title: '设备', width: 22, value: ({ equipment }) => equipment },
  { title: '报障时间', width: 13, align: 'center', value: ({ reportedAt }) => shortInstant(reportedAt) },
  {
    title: '修复时间',
    width: 13,
    align: 'center',
    value: ({ repairedAt }) => shortInstantOr(repairedAt, '未修复'),
  },
  { title: '是否及时', width: 12, align: 'center', value: ({ timeliness }) => timeliness },
  { title: '原因', width: 24, value: ({ cause }) => cause },
];

/** @returns the bytes of a .docx @throws RangeError naming the month or instant that is none */
export async function bulletinDocx(bulletin: Bulletin): Promise<Uint8Array> {
  const { head, month, issued, causes, trend } = bulletin;
  const title = issued === null ? `${TITLE}（草稿）` : TITLE;
  return word({ ...head, provider: head.bureau }, { title, period: chineseMonth(month) }, PORTRAIT, [
    facts(
      [
        { label: '主送', text: '各使用部门' },
        { label: '抄送', text: head.provider },
        { label: '签发人', text: issued?.by ?? '' },
        { label: '签发时间', text: issued === null ? '' : chineseInstant(issued.at) },
      ],
      PORTRAIT,
    ),
    heading('一、故障申告情况'),
    table(REPORTED, bulletin.reported, PORTRAIT, SMALL),
    ...(causes.length === 0 ? [] : await barChart('图1　本月故障类型（起）', causes, PORTRAIT)),
    heading('二、维护质量'),
    table(INDICATORS, bulletin.indicators, PORTRAIT, SMALL),
    ...(await rateChart(`图${causes.length === 0 ? 1 : 2}　各月及时率`, trend, PORTRAIT)),
    ...prose(scoresWords(bulletin)),
    heading('三、重大故障'),
    table(MAJOR, bulletin.major, PORTRAIT, { ...SMALL, empty: '本月无重大故障' }),
    heading('四、未修复的故障'),
    table(UNREPAIRED, bulletin.unrepaired, PORTRAIT, { ...SMALL, empty: '本月故障均已修复' }),
    heading('五、意见和要求'),
    ...prose(bulletin.remarks || '请各使用部门发现故障及时拨打热线报障，乙方按合同要求做好维护工作。'),
    gap(),
    together([signatures([{ role: '甲方监督管理员' }, { role: '甲方负责人' }], PORTRAIT)], PORTRAIT),
  ]);
}

function scoresWords({ month, scores }: Bulletin): string {
  if (scores === null) return `${chineseMonth(month)}考核尚未确认。`;
  const { performance, service } = scores;
  return `${chineseMonth(month)}考核已确认：业绩类${shownPoints(performance)}分，服务类${shownPoints(service)}分。`;
}
