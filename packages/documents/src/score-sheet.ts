import { type Column } from './layout/column.js';
import { chineseInstant, chineseMonth, type Instant, type Month } from './layout/day.js';
import { type Fact, facts } from './layout/facts.js';
import { SIZE } from './layout/font.js';
import { type Head } from './layout/head.js';
import { opinion } from './layout/opinion.js';
import { LANDSCAPE } from './layout/paper.js';
import { gap, heading } from './layout/paragraph.js';
import { type Points, shownPoints } from './layout/points.js';
import { signatures } from './layout/signatures.js';
import { table } from './layout/table.js';
import { together } from './layout/together.js';
import { word } from './layout/word.js';

/** 《考核表》 (附件二 二): the two scores of a month, item by item, with what took points. */
export interface ScoreSheet {
  head: Head;
  month: Month;
  /** null: not scored yet, the points are how it would be now */
  scored: { by: string; at: Instant } | null;
  confirmed: { by: string; at: Instant } | null;
  /** the provider's word: an objection, or none where it waived its right to */
  objection: { by: string; at: Instant; text: string; waived: boolean } | null;
  answer: { at: Instant; text: string } | null;
  /** P1–P9, then D, whose points are what was taken: 0 or less */
  performance: ScoredHundred;
  service: ScoredHundred;
}

export interface ScoredHundred {
  points: Points;
  items: readonly ScoredItem[];
}

export interface ScoredItem {
  /** `P5` */
  code: string;
  title: string;
  clause: string;
  /** 0 of what is taken from the whole */
  of: number;
  points: Points;
  deductions: readonly Deduction[];
}

export interface Deduction {
  /** below 0: given */
  points: Points;
  reason: string;
  /** `工单GZ-202608-0007` */
  evidence: readonly string[];
  /** the month it belongs to, where it became known too late for that one's sheet */
  month: Month | null;
}

/** `考核表（试算）` before it is scored. */
export const sheetTitle = ({ scored }: Pick<ScoreSheet, 'scored'>): string =>
  scored === null ? '考核表（试算）' : '考核表';

interface Line {
  code: string;
  title: string;
  clause: string;
  of: string;
  points: string;
  why: string;
}

const LINES: Column<Line>[] = [
  { title: '编号', width: 6, align: 'center', value: ({ code }) => code },
  { title: '考核项目', width: 20, value: ({ title }) => title },
  { title: '合同条款', width: 20, value: ({ clause }) => clause },
  { title: '分值', width: 7, align: 'center', value: ({ of }) => of },
  { title: '得分', width: 8, align: 'center', value: ({ points }) => points },
  { title: '扣分说明及依据', width: 60, value: ({ why }) => why },
];

/** `试算（未评分）`, `已评分，待确认`, `已确认` */
export const sheetState = ({ scored, confirmed }: Pick<ScoreSheet, 'scored' | 'confirmed'>): string =>
  confirmed ? '已确认' : scored ? '已评分，待确认' : '试算（未评分）';

/** `扣5分：客户投诉（依据：…）`, and of another month which. */
export function deductionWords({ points, reason, evidence, month }: Deduction): string {
  const cost = points.startsWith('-') ? `加${shownPoints(points.slice(1))}分` : `扣${shownPoints(points)}分`;
  const rest = [
    evidence.length > 0 ? `依据：${evidence.join('、')}` : '',
    month === null ? '' : `属${chineseMonth(month)}，当月考核后获知`,
  ].filter(Boolean);
  return `${cost}：${reason}${rest.length > 0 ? `（${rest.join('；')}）` : ''}`;
}

const line = ({ code, title, clause, of, points, deductions }: ScoredItem): Line => ({
  code,
  title,
  clause,
  of: of === 0 ? '—' : String(of),
  points: shownPoints(points),
  why: numbered(deductions.map(deductionWords)) || '无',
});

const numbered = (texts: readonly string[]): string =>
  texts.length === 1 ? texts[0]! : texts.map((text, index) => `${index + 1}．${text}`).join('\n');

const hundred = (label: string, { items, points }: ScoredHundred): Line[] => [
  ...items.map(line),
  { code: '', title: `${label}得分`, clause: '', of: '100', points: shownPoints(points), why: '' },
];

/** @returns the bytes of a .docx @throws RangeError for a month, an instant or points that are none */
export async function scoreSheetDocx(sheet: ScoreSheet): Promise<Uint8Array> {
  const { head, month, performance, service } = sheet;
  const look = { size: SIZE.small + 1 };
  return word(head, { title: sheetTitle(sheet), period: chineseMonth(month) }, LANDSCAPE, [
    facts(headFacts(sheet), LANDSCAPE),
    heading('一、业绩类考核'),
    table(LINES, hundred('业绩类', performance), LANDSCAPE, look),
    heading('二、服务类考核'),
    table(LINES, hundred('服务类', service), LANDSCAPE, look),
    heading('三、异议、确认与签字'),
    together(
      [
        opinion('乙方意见', objectionWords(sheet), LANDSCAPE),
        opinion('甲方答复', answerWords(sheet), LANDSCAPE),
        signatures(
          [
            { role: '甲方监督管理员', name: sheet.scored?.by },
            { role: '乙方代表' },
            { role: '甲方管理员', name: sheet.confirmed?.by },
          ],
          LANDSCAPE,
        ),
      ],
      LANDSCAPE,
    ),
    gap(),
  ]);
}

const headFacts = (sheet: ScoreSheet): Fact[] => [
  { label: '甲方', text: sheet.head.bureau },
  { label: '乙方', text: sheet.head.provider },
  { label: '业绩类得分', text: `${shownPoints(sheet.performance.points)}（满分100）` },
  { label: '服务类得分', text: `${shownPoints(sheet.service.points)}（满分100）` },
  { label: '考核状态', text: stateWords(sheet), wide: true },
];

/** How far it is, since when and by whom. */
export function stateWords(sheet: ScoreSheet): string {
  const { scored, confirmed } = sheet;
  const steps = [
    scored
      ? `${chineseInstant(scored.at)} ${scored.by}评分`
      : `截至${chineseInstant(sheet.head.createdAt)}的试算，不作为考核结果`,
    confirmed ? `${chineseInstant(confirmed.at)} ${confirmed.by}确认` : '',
  ].filter(Boolean);
  return `${sheetState(sheet)}：${steps.join('；')}`;
}

const objectionWords = ({ objection }: ScoreSheet): string =>
  objection === null
    ? ''
    : `${objection.waived ? '无异议。' : objection.text}\n${objection.by}　${chineseInstant(objection.at)}`;

const answerWords = ({ answer }: ScoreSheet): string =>
  answer === null ? '' : `${answer.text}\n${chineseInstant(answer.at)}`;
