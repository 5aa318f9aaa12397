import { type Hazard } from './hazard-list.js';
import { type Column, ordinal } from './layout/column.js';
import {
  chineseDay,
  type Day,
  type Instant,
  shortDay,
  shortInstant,
  shortInstantOr,
  weekday,
} from './layout/day.js';

export interface ReportedVisit {
  plannedOn: Day;
  /** null: not yet, or never */
  madeOn: Day | null;
  place: string;
  engineers: readonly string[];
  supervisor: string;
  equipment: number;
  abnormal: number;
  /** `已归档`, `未完成` … */
  state: string;
}

export interface Finding {
  foundOn: Day;
  equipment: string;
  item: string;
  description: string;
  kind: 'FAULT' | 'HAZARD';
  /** what was done about it, and what is still to be */
  handling: string;
}

export interface ReportedFault {
  ticket: string;
  equipment: string;
  severity: string;
  reportedAt: Instant;
  repairedAt: Instant | null;
  cause: string;
  state: string;
}

/** After a major fault (三、1(5)). */
export interface ReportedMeasure {
  ticket: string;
  text: string;
  responsible: string;
  dueOn: Day;
  /** `未完成`, `已核验` … */
  state: string;
}

/** When it was made, and when it was to be where that was another day. */
function dayOfVisit({ madeOn, plannedOn }: ReportedVisit): string {
  if (madeOn === plannedOn) return weekday(madeOn);
  return `${madeOn === null ? '未巡检' : weekday(madeOn)}\n计划${shortDay(plannedOn)}`;
}

const KINDS: Record<Finding['kind'], string> = { FAULT: '故障', HAZARD: '隐患' };

export const VISITS: Column<ReportedVisit>[] = [
  ordinal(6.5),
  { title: '巡检日期', width: 18, align: 'center', value: dayOfVisit },
  { title: '巡检地点', width: 23, value: ({ place }) => place },
  { title: '巡检工程师', width: 13, align: 'center', value: ({ engineers }) => engineers.join('、') },
  { title: '陪同监督员', width: 13, align: 'center', value: ({ supervisor }) => supervisor },
  { title: '设备\n项数', width: 8, align: 'center', value: ({ equipment }) => equipment },
  { title: '异常\n项数', width: 8, align: 'center', value: ({ abnormal }) => abnormal },
  { title: '记录', width: 10.5, align: 'center', value: ({ state }) => state },
];

export const FINDINGS: Column<Finding>[] = [
  ordinal(6.5),
  { title: '发现日期', width: 12.5, align: 'center', value: ({ foundOn }) => shortDay(foundOn) },
  { title: '设备', width: 19, value: ({ equipment }) => equipment },
  { title: '情况', width: 22, value: ({ item, description }) => `${item}：${description}` },
  { title: '类别', width: 8, align: 'center', value: ({ kind }) => KINDS[kind] },
  { title: '处理情况及后续计划', width: 32, value: ({ handling }) => handling },
];

export const FAULTS: Column<ReportedFault>[] = [
  ordinal(6.5),
  { title: '工单号', width: 20.5, align: 'center', value: ({ ticket }) => ticket },
  { title: '设备', width: 16.5, value: ({ equipment }) => equipment },
  { title: '级别', width: 7.5, align: 'center', value: ({ severity }) => severity },
  { title: '报障时间', width: 12.5, align: 'center', value: ({ reportedAt }) => shortInstant(reportedAt) },
  {
    title: '修复时间',
    width: 12.5,
    align: 'center',
    value: ({ repairedAt }) => shortInstantOr(repairedAt, '未修复'),
  },
  { title: '原因', width: 12.5, value: ({ cause }) => cause },
  { title: '状态', width: 11.5, align: 'center', value: ({ state }) => state },
];

export const HAZARDS: Column<Hazard>[] = [
  ordinal(6.5),
  { title: '隐患编号', width: 18, align: 'center', value: ({ number }) => number },
  { title: '设备', width: 20, value: ({ equipment }) => equipment },
  { title: '隐患情况', width: 22, value: ({ description }) => description },
  {
    title: '整改情况',
    width: 22,
    value: ({ rectification, proposal }) => rectification || (proposal && `建议：${proposal}`),
  },
  {
    title: '状态',
    width: 11.5,
    align: 'center',
    value: ({ state, carriedOver }) => (carriedOver ? `${state}（上月结转）` : state),
  },
];

export const MEASURES: Column<ReportedMeasure>[] = [
  ordinal(6.5),
  { title: '工单号', width: 20.5, align: 'center', value: ({ ticket }) => ticket },
  { title: '防范措施', width: 29, value: ({ text }) => text },
  { title: '责任人', width: 12, align: 'center', value: ({ responsible }) => responsible },
  { title: '期限', width: 20, align: 'center', value: ({ dueOn }) => chineseDay(dueOn) },
  { title: '状态', width: 12, align: 'center', value: ({ state }) => state },
];
