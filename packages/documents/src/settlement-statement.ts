import { type Column } from './layout/column.js';
import {
  chineseDay,
  chineseInstant,
  chineseMonth,
  type Day,
  type Instant,
  type Month,
} from './layout/day.js';
import { type Fact, facts } from './layout/facts.js';
import { SIZE } from './layout/font.js';
import { type Head } from './layout/head.js';
import { type Fen, yuan } from './layout/money.js';
import { LANDSCAPE } from './layout/paper.js';
import { gap, heading, note } from './layout/paragraph.js';
import { type Points, shownPoints } from './layout/points.js';
import { signatures } from './layout/signatures.js';
import { table } from './layout/table.js';
import { word } from './layout/word.js';

/** 《运维服务酬金结算单》 (附件二 一、1): what a contract comes to, and how it is paid. */
export interface SettlementStatement {
  head: Head;
  signedOn: Day;
  /** null: every number is a forecast by the months confirmed so far */
  settledAt: Instant | null;
  total: Fen;
  /** what the remuneration is computed from: the total, or less where approved */
  base: Fen;
  /** why it is less */
  baseReason: string | null;
  /** whether each month counts alike or by its days */
  mean: 'equal' | 'days';
  /** those confirmed, in their order */
  months: readonly SettledMonth[];
  monthsOfContract: number;
  /** null before the first month is confirmed */
  amounts: SettledAmounts | null;
  /** the last one bears the deduction */
  instalments: readonly PaidInstalment[];
  /** covered by judgement alone: in none of the numbers */
  apart: readonly ApartFault[];
  /** known only after the last sheet: changes nothing */
  late: readonly LateRow[];
}

export interface ApartFault {
  ticket: string;
  equipment: string;
  judgedAt: Instant;
  repairedAt: Instant | null;
}

export interface LateRow {
  month: Month;
  item: string;
  reason: string;
  points: Points;
}

export interface SettledMonth {
  month: Month;
  performance: Points;
  service: Points;
  /** of it that the contract covers */
  days: number;
  confirmedAt: Instant;
}

export interface SettledAmounts {
  performance: Points;
  service: Points;
  remuneration: Fen;
  deduction: Fen;
  recoverable: Fen;
}

export interface PaidInstalment {
  title: string;
  percent: number;
  gross: Fen;
  payable: Fen;
  paid: Fen;
  opensOn: Day | null;
  documents: readonly { title: string; receivedOn: Day | null }[];
  /** the last day on which the bureau applies in time */
  payBy: Day | null;
  appliedOn: Day | null;
  paidOn: Day | null;
}

interface Sum {
  title: string;
  amount: string;
  how: string;
}

const MONTHS: Column<SettledMonth>[] = [
  { title: '月份', width: 20, align: 'center', value: ({ month }) => chineseMonth(month) },
  { title: '在保天数', width: 14, align: 'center', value: ({ days }) => days },
  { title: '业绩类得分', width: 18, align: 'center', value: ({ performance }) => shownPoints(performance) },
  { title: '服务类得分', width: 18, align: 'center', value: ({ service }) => shownPoints(service) },
  { title: '确认时间', width: 30, align: 'center', value: ({ confirmedAt }) => chineseInstant(confirmedAt) },
];

const SUMS: Column<Sum>[] = [
  { title: '项目', width: 26, value: ({ title }) => title },
  { title: '得分／金额（元）', width: 24, align: 'right', value: ({ amount }) => amount },
  { title: '计算依据', width: 60, value: ({ how }) => how },
];

const INSTALMENTS: Column<PaidInstalment>[] = [
  { title: '期次', width: 9, align: 'center', value: ({ title }) => title },
  { title: '比例', width: 7, align: 'center', value: ({ percent }) => `${percent}%` },
  { title: '合同金额（元）', width: 14, align: 'right', value: ({ gross }) => yuan(gross) },
  { title: '应付金额（元）', width: 14, align: 'right', value: ({ payable }) => yuan(payable) },
  { title: '已付金额（元）', width: 14, align: 'right', value: ({ paid }) => yuan(paid) },
  { title: '付款单据', width: 44, value: ({ documents }) => documentWords(documents) },
  { title: '付款期限', width: 30, value: (instalment) => termWords(instalment) },
];

export const APART: Column<ApartFault>[] = [
  { title: '工单号', width: 22, align: 'center', value: ({ ticket }) => ticket },
  { title: '设备', width: 40, value: ({ equipment }) => equipment },
  {
    title: '甲方判断承担时间',
    width: 26,
    align: 'center',
    value: ({ judgedAt }) => chineseInstant(judgedAt),
  },
  {
    title: '修复时间',
    width: 26,
    align: 'center',
    value: ({ repairedAt }) => (repairedAt === null ? '—' : chineseInstant(repairedAt)),
  },
];

export const LATE: Column<LateRow>[] = [
  { title: '所属月份', width: 18, align: 'center', value: ({ month }) => chineseMonth(month) },
  { title: '考核项目', width: 32, value: ({ item }) => item },
  { title: '事由', width: 44, value: ({ reason }) => reason },
  { title: '原可扣分', width: 14, align: 'center', value: ({ points }) => shownPoints(points) },
];

export const STATEMENT = '运维服务酬金结算单';

export const documentWords = (documents: PaidInstalment['documents']): string =>
  documents
    .map(
      ({ title, receivedOn }) => `${title}：${receivedOn === null ? '未收' : `${chineseDay(receivedOn)}收`}`,
    )
    .join('\n');

export const termWords = ({ opensOn, payBy, appliedOn, paidOn, payable }: PaidInstalment): string =>
  [
    opensOn === null ? '尚未起付，应付金额为预计' : `起付：${chineseDay(opensOn)}`,
    payBy === null ? '' : `期限：${chineseDay(payBy)}`,
    appliedOn === null ? '' : `申请支付：${chineseDay(appliedOn)}`,
    paidOn === null ? '' : `付清：${chineseDay(paidOn)}`,
    payable === 0 ? '无应付款' : '',
  ]
    .filter(Boolean)
    .join('\n');

/** `运维服务酬金结算单（预测）` before it is settled. */
export const statementTitle = ({ settledAt }: Pick<SettlementStatement, 'settledAt'>): string =>
  settledAt === null ? `${STATEMENT}（预测）` : STATEMENT;

export const statementState = ({ settledAt, months, monthsOfContract, head }: SettlementStatement): string =>
  settledAt === null
    ? `预测：截至${chineseInstant(head.createdAt)}已确认${months.length}个月（合同共${monthsOfContract}个月），` +
      '金额随后续考核变化，不作为付款依据'
    : `已结算（${chineseInstant(settledAt)}），合同共${monthsOfContract}个月考核均已确认`;

/** How each sum comes about; one that is not known yet is blank. */
export function sumsOf({ total, base, baseReason, mean, amounts }: SettlementStatement) {
  const by = mean === 'days' ? '各月得分按在保天数加权平均' : '各月得分的算术平均';
  return {
    total: { title: '合同总金额', amount: yuan(total), how: '合同约定' },
    base: {
      title: '计酬金额',
      amount: yuan(base),
      how: base === total ? '即合同总金额' : `经甲方批准调整：${baseReason ?? ''}`,
    },
    performance: { title: '业绩类平均得分', amount: points(amounts?.performance), how: by },
    service: { title: '服务类平均得分', amount: points(amounts?.service), how: by },
    remuneration: {
      title: '应得酬金',
      amount: money(amounts?.remuneration),
      how: '计酬金额×业绩类平均得分÷100×服务类平均得分÷100，四舍五入到分（平均得分不先取整）',
    },
    deduction: {
      title: '扣减金额',
      amount: money(amounts?.deduction),
      how: '合同总金额－应得酬金，从末期款中扣除',
    },
    recoverable: {
      title: '乙方应退还金额',
      amount: money(amounts?.recoverable),
      how: '扣减金额超出末期款的部分',
    },
  } satisfies Record<string, Sum>;
}

const points = (exact: Points | undefined): string => (exact === undefined ? '' : shownPoints(exact));
const money = (fen: Fen | undefined): string => (fen === undefined ? '' : yuan(fen));

/** @returns the bytes of a .docx @throws RangeError for a day, a month, an instant or points that are none */
export async function settlementStatementDocx(statement: SettlementStatement): Promise<Uint8Array> {
  const { head, months, instalments, settledAt, signedOn } = statement;
  const look = { size: SIZE.small + 1 };
  const period = `${chineseDay(signedOn)}签订的合同`;
  return word(head, { title: statementTitle(statement), period }, LANDSCAPE, [
    facts(headFacts(statement), LANDSCAPE),
    heading('一、各月考核得分'),
    table(MONTHS, months, LANDSCAPE, { ...look, empty: '尚无已确认的月份' }),
    heading(settledAt === null ? '二、服务酬金（预测）' : '二、服务酬金'),
    table(SUMS, Object.values(sumsOf(statement)), LANDSCAPE, look),
    note('得分显示至两位小数，多余位数截去；计算时按精确值。'),
    heading('三、分期付款'),
    table(INSTALMENTS, instalments, LANDSCAPE, look),
    heading('四、另行结算的事项'),
    table(APART, statement.apart, LANDSCAPE, { ...look, empty: '无' }),
    note('保外经甲方判断承担维护的故障，考核相同，费用另行结算，不在上列金额之内。'),
    heading('五、末次考核确认后获知的事实'),
    table(LATE, statement.late, LANDSCAPE, { ...look, empty: '无' }),
    note('仅予列明，不影响得分和金额。'),
    gap(),
    signatures([{ role: '甲方监督管理员' }, { role: '甲方负责人' }, { role: '乙方负责人' }], LANDSCAPE),
  ]);
}

const headFacts = (statement: SettlementStatement): Fact[] => [
  { label: '甲方', text: statement.head.bureau },
  { label: '乙方', text: statement.head.provider },
  { label: '合同总金额', text: `${yuan(statement.total)}元` },
  { label: '计酬金额', text: `${yuan(statement.base)}元` },
  { label: '结算状态', text: statementState(statement), wide: true },
];
