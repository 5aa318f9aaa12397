import { type Column, ordinal } from './layout/column.js';
import { chineseInstant, type Instant, shortInstant } from './layout/day.js';
import { type Fact } from './layout/facts.js';

/** One of a fault's clocks. */
export interface FaultClock {
  /** `响应`, `到场`, `处理` */
  clock: string;
  /** `2小时` */
  limit: string;
  metAt: Instant | null;
  /** `及时`, `超时`, `免除` */
  result: string;
}

export interface FaultStep {
  at: Instant;
  what: string;
  /** empty: nobody, but the time that passed */
  by: string;
}

/** A closed fault, and what its repair report says. */
export interface AnalysedFault {
  ticket: string;
  equipment: string;
  /** `2台`; empty of an item without units */
  units: string;
  severity: string;
  /** empty of a fault that the carrier resolved */
  type: string;
  /** `属维护范围` */
  coverage: string;
  reportedAt: Instant;
  startedAt: Instant;
  repairedAt: Instant | null;
  closedAt: Instant | null;
  handlers: string;
  /** `满意`; empty before it is answered */
  callback: string;
  /** `本次为30日内同类故障重复发生（前次工单…）`; empty: none */
  remark: string;
  clocks: readonly FaultClock[];
  steps: readonly FaultStep[];
  phenomenon: string;
  cause: string;
  handling: string;
  responsibility: string;
  lessons: string;
}

const timeOr = (instant: Instant | null): string => (instant === null ? '—' : chineseInstant(instant));

export const overview = (fault: AnalysedFault): Fact[] => [
  { label: '工单号', text: fault.ticket },
  { label: '故障级别', text: fault.severity },
  { label: '设备', text: fault.equipment, wide: true },
  { label: '涉及数量', text: fault.units },
  { label: '故障类型', text: fault.type },
  { label: '故障开始', text: chineseInstant(fault.startedAt) },
  { label: '报障时间', text: chineseInstant(fault.reportedAt) },
  { label: '修复时间', text: timeOr(fault.repairedAt) },
  { label: '结单时间', text: timeOr(fault.closedAt) },
  { label: '处理人', text: fault.handlers },
  { label: '维护范围', text: fault.coverage },
  { label: '回访', text: fault.callback },
  { label: '备注', text: fault.remark },
];

export const STEPS: Column<FaultStep>[] = [
  ordinal(8),
  { title: '时间', width: 26, align: 'center', value: ({ at }) => chineseInstant(at) },
  { title: '过程', width: 48, value: ({ what }) => what },
  { title: '经办人', width: 18, align: 'center', value: ({ by }) => by },
];

export const CLOCKS: Column<FaultClock>[] = [
  { title: '时限', width: 20, align: 'center', value: ({ clock }) => clock },
  { title: '合同要求', width: 24, align: 'center', value: ({ limit }) => `${limit}内` },
  { title: '完成时间', width: 32, align: 'center', value: ({ metAt }) => timeOr(metAt) },
  { title: '结果', width: 24, align: 'center', value: ({ result }) => result },
];

export const FAULTS: Column<AnalysedFault>[] = [
  ordinal(6.5),
  { title: '工单号', width: 17, align: 'center', value: ({ ticket }) => ticket },
  { title: '设备', width: 24, value: ({ equipment }) => equipment },
  { title: '级别', width: 9, align: 'center', value: ({ severity }) => severity },
  { title: '类型', width: 13, align: 'center', value: ({ type }) => type },
  { title: '报障时间', width: 14, align: 'center', value: ({ reportedAt }) => shortInstant(reportedAt) },
  {
    title: '修复时间',
    width: 14,
    align: 'center',
    value: ({ repairedAt }) => (repairedAt === null ? '—' : shortInstant(repairedAt)),
  },
];
