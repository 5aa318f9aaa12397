import { chineseDay, chineseInstant, chineseMonth } from './layout/day.js';
import { type Fen, YUAN_FORMAT } from './layout/money.js';
import { numberOf } from './layout/points.js';
import { type CellValue, firstRow, pointsCell, type SheetContent, workbook } from './layout/sheet.js';
import {
  APART,
  documentWords,
  LATE,
  type PaidInstalment,
  type SettledMonth,
  type SettlementStatement,
  statementState,
  statementTitle,
  sumsOf,
  termWords,
} from './settlement-statement.js';

interface Sum {
  title: string;
  value: CellValue;
  how: string;
}

interface Paid extends PaidInstalment {
  grossCell: CellValue;
  payableCell: CellValue;
}

const SUMS: SheetContent<Sum>['columns'] = [
  { title: '项目', width: 26, value: ({ title }) => title },
  { title: '得分／金额（元）', width: 22, align: 'right', format: YUAN_FORMAT, value: ({ value }) => value },
  { title: '计算依据', width: 80, value: ({ how }) => how },
];

const MONTHS: SheetContent<SettledMonth>['columns'] = [
  { title: '月份', width: 16, align: 'center', value: ({ month }) => chineseMonth(month) },
  { title: '在保天数', width: 12, align: 'center', value: ({ days }) => days },
  { title: '业绩类得分', width: 14, align: 'center', value: ({ performance }) => pointsCell(performance) },
  { title: '服务类得分', width: 14, align: 'center', value: ({ service }) => pointsCell(service) },
  { title: '确认时间', width: 26, align: 'center', value: ({ confirmedAt }) => chineseInstant(confirmedAt) },
];

const INSTALMENTS: SheetContent<Paid>['columns'] = [
  { title: '期次', width: 10, align: 'center', value: ({ title }) => title },
  { title: '比例', width: 8, align: 'center', format: '0%', value: ({ percent }) => percent / 100 },
  {
    title: '合同金额（元）',
    width: 18,
    align: 'right',
    format: YUAN_FORMAT,
    value: ({ grossCell }) => grossCell,
  },
  {
    title: '应付金额（元）',
    width: 18,
    align: 'right',
    format: YUAN_FORMAT,
    value: ({ payableCell }) => payableCell,
  },
  {
    title: '已付金额（元）',
    width: 18,
    align: 'right',
    format: YUAN_FORMAT,
    value: ({ paid }) => paid / 100,
  },
  { title: '付款单据', width: 44, value: ({ documents }) => documentWords(documents) },
  { title: '付款期限', width: 30, value: (instalment) => termWords(instalment) },
];

const MONTHS_TAB = '各月得分';
const SUMS_TAB = '结算';
const INSTALMENTS_TAB = '分期付款';
/** Where the sums stand, one under the other. */
const ORDER = [
  'total',
  'base',
  'performance',
  'service',
  'remuneration',
  'deduction',
  'recoverable',
] as const;

/**
 * Three sheets: what it comes to, the months it rests on, the instalments; means, remuneration, deduction and what is
 * payable are formulas. @returns the bytes of an .xlsx @throws RangeError as on paper
 */
export async function settlementStatementXlsx(paper: SettlementStatement): Promise<Uint8Array> {
  const { head, months, signedOn } = paper;
  const title = statementTitle(paper);
  const lines = [
    `甲方：${head.bureau}　　乙方：${head.provider}　　合同签订日：${chineseDay(signedOn)}`,
    statementState(paper),
  ];
  const signers = ['甲方监督管理员', '甲方负责人', '乙方负责人'];
  const last = { signers: [], empty: '尚无已确认的月份' };
  return workbook(head, (add) => {
    add({ tab: SUMS_TAB, title, lines, columns: SUMS, rows: sums(paper, lines), signers });
    add({ tab: MONTHS_TAB, title: `${title}：各月考核得分`, lines, columns: MONTHS, rows: months, ...last });
    add({
      tab: INSTALMENTS_TAB,
      title: `${title}：分期付款`,
      lines,
      columns: INSTALMENTS,
      rows: instalments(paper, lines),
      ...last,
    });
    const rest = { lines, signers: [], empty: '无' };
    add({ ...rest, tab: '另行结算', title: `${title}：另行结算的事项`, columns: APART, rows: paper.apart });
    add({
      ...rest,
      tab: '其后获知',
      title: `${title}：末次考核后获知的事实`,
      columns: LATE,
      rows: paper.late,
    });
  });
}

const cellsOf = (lines: readonly string[]) => {
  const first = firstRow({ lines, columns: SUMS });
  return Object.fromEntries(ORDER.map((name, index) => [name, `B${first + index}`])) as Record<
    (typeof ORDER)[number],
    string
  >;
};

function sums(paper: SettlementStatement, lines: readonly string[]): Sum[] {
  const { total, base, amounts } = paper;
  const cell = cellsOf(lines);
  const values = amounts && {
    performance: { formula: meanOf(paper, lines, 'C').mean, result: numberOf(amounts.performance) },
    service: { formula: meanOf(paper, lines, 'D').mean, result: numberOf(amounts.service) },
    remuneration: { formula: remuneration(paper, lines, cell.base), result: amounts.remuneration / 100 },
    deduction: { formula: `ROUND(${cell.total}-${cell.remuneration},2)`, result: amounts.deduction / 100 },
    recoverable: {
      formula: `MAX(0,ROUND(${cell.deduction}-${lastGross(paper, lines)},2))`,
      result: amounts.recoverable / 100,
    },
  };
  const words = sumsOf(paper);
  const known = { total: total / 100, base: base / 100, ...values };
  return ORDER.map((name) => {
    const { title, how } = words[name];
    return { title, how, value: (known as Partial<Record<string, CellValue>>)[name] ?? '' };
  });
}

/** A mean as a formula: the sum of points, each times its weight, and the sum of weights. */
function meanOf({ months, mean }: SettlementStatement, lines: readonly string[], column: 'C' | 'D') {
  const from = firstRow({ lines, columns: MONTHS });
  const range = (letter: string) => `'${MONTHS_TAB}'!${letter}${from}:${letter}${from + months.length - 1}`;
  const points = mean === 'days' ? `SUMPRODUCT(${range(column)},${range('B')})` : `SUM(${range(column)})`;
  const weights = mean === 'days' ? `SUM(${range('B')})` : `COUNT(${range(column)})`;
  return { points, weights, mean: `${points}/${weights}` };
}

/** In whole fen and divided once, so that a spreadsheet's numbers round as the exact ones do. */
function remuneration(paper: SettlementStatement, lines: readonly string[], base: string): string {
  const [performance, service] = [meanOf(paper, lines, 'C'), meanOf(paper, lines, 'D')];
  return (
    `ROUND(ROUND(${base}*100,0)*${performance.points}*${service.points}` +
    `/(${performance.weights}*${service.weights}*10000),0)/100`
  );
}

const lastGross = ({ instalments }: SettlementStatement, lines: readonly string[]): string =>
  `'${INSTALMENTS_TAB}'!C${firstRow({ lines, columns: INSTALMENTS }) + instalments.length - 1}`;

/** Each a share of the total rounded by itself, the last one the rest, which bears the deduction. */
function instalments(paper: SettlementStatement, lines: readonly string[]): Paid[] {
  const first = firstRow({ lines, columns: INSTALMENTS });
  const cell = cellsOf(lines);
  const of = (name: keyof typeof cell) => `'${SUMS_TAB}'!${cell[name]}`;
  const formula = (text: string, fen: Fen) => ({ formula: text, result: fen / 100 });
  return paper.instalments.map((one, index) => {
    const at = first + index;
    const isLast = index === paper.instalments.length - 1;
    const gross = isLast
      ? `ROUND(${of('total')}-SUM(C${first}:C${at - 1}),2)`
      : `ROUND(${of('total')}*B${at},2)`;
    const payable = isLast && paper.amounts ? `MAX(0,ROUND(C${at}-${of('deduction')},2))` : `C${at}`;
    return { ...one, grossCell: formula(gross, one.gross), payableCell: formula(payable, one.payable) };
  });
}
