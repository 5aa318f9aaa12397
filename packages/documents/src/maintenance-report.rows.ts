import { type Column, ordinal } from './layout/column.js';
import { chineseInstant, type Instant, shortInstant, shortInstantOr } from './layout/day.js';

/** A fault that was at hand in the month. */
export interface MaintainedFault {
  ticket: string;
  equipment: string;
  severity: string;
  /** empty before it is known */
  type: string;
  reportedAt: Instant;
  /** null: nobody had to go there, or has yet */
  arrivedAt: Instant | null;
  repairedAt: Instant | null;
  /** `及时`, `到场、处理超时`, `处理中` */
  timeliness: string;
  /** what the repair report says; empty before there is one */
  cause: string;
  handling: string;
  lessons: string;
}

/** One that was not repaired when the month ended, or is not yet. */
export interface UnrepairedFault {
  ticket: string;
  equipment: string;
  severity: string;
  reportedAt: Instant;
  followUp: string;
}

/** One of the three clocks in the month. */
export interface ClockTimeliness {
  /** `响应`, `到场`, `处理` */
  clock: string;
  met: number;
  late: number;
  /** `98.00%`; `—` with none */
  rate: string;
  /** `1小时20分`, from the report on */
  mean: string;
}

export interface SubsystemAvailability {
  subsystem: string;
  /** units in period */
  units: number;
  /** unit-hours, `12.5` */
  downHours: string;
  rate: string;
}

export const FAULTS: Column<MaintainedFault>[] = [
  ordinal(5.5),
  { title: '工单号', width: 15, align: 'center', value: ({ ticket }) => ticket },
  { title: '设备', width: 18, value: ({ equipment }) => equipment },
  { title: '级别', width: 7.5, align: 'center', value: ({ severity }) => severity },
  { title: '类型', width: 8.4, align: 'center', value: ({ type }) => type },
  { title: '报障时间', width: 12.2, align: 'center', value: ({ reportedAt }) => shortInstant(reportedAt) },
  {
    title: '到场时间',
    width: 12.2,
    align: 'center',
    value: ({ arrivedAt }) => shortInstantOr(arrivedAt, '—'),
  },
  {
    title: '修复时间',
    width: 12.2,
    align: 'center',
    value: ({ repairedAt }) => shortInstantOr(repairedAt, '未修复'),
  },
  { title: '是否及时', width: 9, align: 'center', value: ({ timeliness }) => timeliness },
];

export const ANALYSES: Column<MaintainedFault>[] = [
  { title: '工单号', width: 15, align: 'center', value: ({ ticket }) => ticket },
  { title: '设备', width: 20, value: ({ equipment }) => equipment },
  { title: '原因分析', width: 33, value: ({ cause }) => cause },
  { title: '处理措施', width: 32, value: ({ handling }) => handling },
];

export const CAUSES: Column<{ name: string; value: number; share: string }>[] = [
  { title: '故障类型', width: 50, align: 'center', value: ({ name }) => name },
  { title: '起数', width: 25, align: 'center', value: ({ value }) => value },
  { title: '占比', width: 25, align: 'center', value: ({ share }) => share },
];

export const UNREPAIRED: Column<UnrepairedFault>[] = [
  ordinal(5.5),
  { title: '工单号', width: 15, align: 'center', value: ({ ticket }) => ticket },
  { title: '设备', width: 20, value: ({ equipment }) => equipment },
  { title: '级别', width: 7.5, align: 'center', value: ({ severity }) => severity },
  { title: '报障时间', width: 20, align: 'center', value: ({ reportedAt }) => chineseInstant(reportedAt) },
  { title: '跟进情况', width: 32, value: ({ followUp }) => followUp },
];

export const CLOCKS: Column<ClockTimeliness>[] = [
  { title: '时限', width: 18, align: 'center', value: ({ clock }) => clock },
  { title: '及时（起）', width: 18, align: 'center', value: ({ met }) => met },
  { title: '超时（起）', width: 18, align: 'center', value: ({ late }) => late },
  { title: '及时率', width: 20, align: 'center', value: ({ rate }) => rate },
  { title: '平均用时', width: 26, align: 'center', value: ({ mean }) => mean },
];

export const SUBSYSTEMS: Column<SubsystemAvailability>[] = [
  { title: '系统', width: 52, value: ({ subsystem }) => subsystem },
  { title: '在保设备（台）', width: 16, align: 'center', value: ({ units }) => units },
  { title: '停用（台时）', width: 16, align: 'center', value: ({ downHours }) => downHours },
  { title: '可用率', width: 16, align: 'center', value: ({ rate }) => rate },
];
