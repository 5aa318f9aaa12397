import { type Column } from './layout/column.js';
import { chineseMonth, type Month } from './layout/day.js';
import { type Points, shownPoints } from './layout/points.js';

/** A month of the contract in one line; what is not known is `—`, scores not confirmed are null. */
export interface SummedMonth {
  month: Month;
  reported: number;
  major: number;
  repeats: number;
  /** of item P5, `98.00%` */
  timely: string;
  /** of item P6 */
  available: string;
  performance: Points | null;
  service: Points | null;
}

/** What was wanted so often in the year, and how it was done. */
export interface SummedDuty {
  title: string;
  wanted: number;
  done: number;
  /** `未召开1次` */
  remark: string;
}

/** How the documents of a kind came in. */
export interface SummedDocument {
  title: string;
  wanted: number;
  inTime: number;
  late: number;
  missing: number;
  nonconforming: number;
}

const scored = (points: Points | null): string => (points === null ? '—' : shownPoints(points));

export const MONTHS: Column<SummedMonth>[] = [
  { title: '月份', width: 18, align: 'center', value: ({ month }) => chineseMonth(month) },
  { title: '故障（起）', width: 11, align: 'center', value: ({ reported }) => reported },
  { title: '重大故障', width: 10, align: 'center', value: ({ major }) => major },
  { title: '重复故障', width: 10, align: 'center', value: ({ repeats }) => repeats },
  { title: '修复及时率', width: 14, align: 'center', value: ({ timely }) => timely },
  { title: '设备可用率', width: 14, align: 'center', value: ({ available }) => available },
  { title: '业绩类', width: 11, align: 'center', value: ({ performance }) => scored(performance) },
  { title: '服务类', width: 11, align: 'center', value: ({ service }) => scored(service) },
];

export const DUTIES: Column<SummedDuty>[] = [
  { title: '工作', width: 28, value: ({ title }) => title },
  { title: '应完成', width: 16, align: 'center', value: ({ wanted }) => wanted },
  { title: '已完成', width: 16, align: 'center', value: ({ done }) => done },
  { title: '说明', width: 40, value: ({ remark }) => remark },
];

export const DOCUMENTS: Column<SummedDocument>[] = [
  { title: '文档', width: 35, value: ({ title }) => title },
  { title: '应交', width: 13, align: 'center', value: ({ wanted }) => wanted },
  { title: '按时', width: 13, align: 'center', value: ({ inTime }) => inTime },
  { title: '迟交', width: 13, align: 'center', value: ({ late }) => late },
  { title: '未交', width: 13, align: 'center', value: ({ missing }) => missing },
  { title: '不合格', width: 13, align: 'center', value: ({ nonconforming }) => nonconforming },
];
