import { chineseMonth, type Month } from './layout/day.js';
import { numberOf } from './layout/points.js';
import { type CellValue, firstRow, pointsCell, sheet, type SheetContent } from './layout/sheet.js';
import {
  type Deduction,
  type ScoredHundred,
  type ScoredItem,
  type ScoreSheet,
  stateWords,
  sheetTitle,
} from './score-sheet.js';

/** A row of the spreadsheet: an item, under it each deduction, at the end the sum of a hundred. */
interface Row {
  code: string;
  title: string;
  clause: string;
  of: CellValue;
  cost: CellValue;
  points: CellValue;
  evidence: string;
  month: Month | null;
}

const COST = 'E';
const POINTS = 'F';

const COLUMNS: SheetContent<Row>['columns'] = [
  { title: '编号', width: 7, align: 'center', value: ({ code }) => code },
  { title: '考核项目／扣分原因', width: 40, value: ({ title }) => title },
  { title: '合同条款', width: 24, value: ({ clause }) => clause },
  { title: '分值', width: 8, align: 'center', value: ({ of }) => of },
  { title: '扣分', width: 11, align: 'center', value: ({ cost }) => cost },
  { title: '得分', width: 11, align: 'center', value: ({ points }) => points },
  { title: '依据', width: 46, value: ({ evidence }) => evidence },
  {
    title: '所属月份',
    width: 12,
    align: 'center',
    value: ({ month }) => (month === null ? '' : chineseMonth(month)),
  },
];

const BLANK: Row = {
  code: '',
  title: '',
  clause: '',
  of: '',
  cost: '',
  points: '',
  evidence: '',
  month: null,
};

/**
 * The same as on paper, the points of items and both sums being formulas over the deductions: who changes one sees
 * what it is worth. @returns the bytes of an .xlsx @throws RangeError as on paper
 */
export async function scoreSheetXlsx(paper: ScoreSheet): Promise<Uint8Array> {
  const { head } = paper;
  const lines = [`甲方：${head.bureau}　　乙方：${head.provider}`, stateWords(paper)];
  const first = firstRow({ lines, columns: COLUMNS });
  const performance = rowsOf('业绩类', paper.performance, first);
  return sheet(head, {
    title: `${sheetTitle(paper)}（${chineseMonth(paper.month)}）`,
    lines,
    columns: COLUMNS,
    rows: [...performance, ...rowsOf('服务类', paper.service, first + performance.length)],
    signers: ['甲方监督管理员', '乙方代表', '甲方管理员'],
  });
}

/** @param first the number of its first row */
function rowsOf(label: string, { items, points }: ScoredHundred, first: number): Row[] {
  const rows: Row[] = [];
  const itemCells: string[] = [];
  for (const item of items) {
    const at = first + rows.length;
    rows.push(itemRow(item, at, itemCells), ...item.deductions.map(deductionRow));
    itemCells.push(`${POINTS}${at}`);
  }
  const total = { formula: sumOf(itemCells), result: numberOf(points) };
  return [...rows, { ...BLANK, title: `${label}得分`, of: 100, points: total }];
}

/** @param before cells of the points of the items before it, from which D is taken */
function itemRow(
  { code, title, clause, of, points, deductions }: ScoredItem,
  at: number,
  before: readonly string[],
): Row {
  const costs = `SUM(${COST}${at + 1}:${COST}${at + deductions.length})`;
  const row = { ...BLANK, code, title, clause, of: of === 0 ? '—' : of };
  if (deductions.length === 0) return { ...row, points: numberOf(points) };
  const formula = of === 0 ? `-MIN(${costs},${sumOf(before)})` : `MAX(0,MIN(D${at},D${at}-${costs}))`;
  return { ...row, points: { formula, result: numberOf(points) } };
}

const deductionRow = ({ points, reason, evidence, month }: Deduction): Row => ({
  ...BLANK,
  title: `　${reason}`,
  cost: pointsCell(points),
  evidence: evidence.join('、'),
  month,
});

const sumOf = (cells: readonly string[]): string => `SUM(${cells.join(',')})`;
