import { type Column, ordinal } from './layout/column.js';
import { chineseDay, type Day } from './layout/day.js';
import { facts } from './layout/facts.js';
import { SIZE } from './layout/font.js';
import { type Head } from './layout/head.js';
import { PORTRAIT } from './layout/paper.js';
import { gap, heading, prose } from './layout/paragraph.js';
import { signatures } from './layout/signatures.js';
import { table } from './layout/table.js';
import { together } from './layout/together.js';
import { word } from './layout/word.js';

export interface PlannedService {
  title: string;
  clause: string;
  from: Day;
  to: Day;
}

export interface PlannedSystem {
  list: string;
  system: string;
  /** lines of the equipment list */
  lines: number;
  units: number;
}

/** The three clocks of a severity, in words: `1小时`. */
export interface PlannedLimit {
  severity: string;
  meaning: string;
  response: string;
  onSite: string;
  resolve: string;
}

export interface PlannedLevel {
  level: number;
  title: string;
  /** `乙方` */
  side: string;
  /** `30分内确认，否则逐级上报` */
  acknowledge: string;
}

export interface PlannedDocument {
  title: string;
  clause: string;
  by: string;
  /** `每月一份` */
  each: string;
  /** `当月末日` */
  due: string;
}

/** 《服务计划》 (六、1): what the provider will do, as the contract wants it; both parties agree on it. */
export interface ServicePlan {
  head: Head;
  signedOn: Day;
  services: readonly PlannedService[];
  systems: readonly PlannedSystem[];
  limits: readonly PlannedLimit[];
  /** running text: what is done each month */
  monthly: string;
  /** what a visit checks */
  checklist: readonly { title: string; clause: string }[];
  levels: readonly PlannedLevel[];
  documents: readonly PlannedDocument[];
  /** running text: the goals that are scored */
  goals: string;
}

const SMALL = { size: SIZE.small + 1 };

const SERVICES: Column<PlannedService>[] = [
  ordinal(7),
  { title: '服务项目', width: 41, value: ({ title }) => title },
  { title: '合同依据', width: 16, align: 'center', value: ({ clause }) => clause },
  {
    title: '起止日期',
    width: 36,
    align: 'center',
    value: ({ from, to }) => `${chineseDay(from)}至${chineseDay(to)}`,
  },
];

const SYSTEMS: Column<PlannedSystem>[] = [
  ordinal(7),
  { title: '系统', width: 61, value: ({ system }) => system },
  { title: '清单项数', width: 16, align: 'center', value: ({ lines }) => lines },
  { title: '设备数量', width: 16, align: 'center', value: ({ units }) => units },
];

const LIMITS: Column<PlannedLimit>[] = [
  { title: '级别', width: 12, align: 'center', value: ({ severity }) => severity },
  { title: '界定', width: 46, value: ({ meaning }) => meaning },
  { title: '响应', width: 14, align: 'center', value: ({ response }) => response },
  { title: '到场', width: 14, align: 'center', value: ({ onSite }) => onSite },
  { title: '处理', width: 14, align: 'center', value: ({ resolve }) => resolve },
];

const CHECKLIST: Column<ServicePlan['checklist'][number]>[] = [
  ordinal(7),
  { title: '巡检内容', width: 65, value: ({ title }) => title },
  { title: '合同依据', width: 28, align: 'center', value: ({ clause }) => clause },
];

const LEVELS: Column<PlannedLevel>[] = [
  { title: '层级', width: 10, align: 'center', value: ({ level }) => level },
  { title: '负责人', width: 32, align: 'center', value: ({ title }) => title },
  { title: '所属', width: 14, align: 'center', value: ({ side }) => side },
  { title: '确认要求', width: 44, align: 'center', value: ({ acknowledge }) => acknowledge },
];

const DOCUMENTS: Column<PlannedDocument>[] = [
  ordinal(7),
  { title: '文档', width: 33, value: ({ title }) => title },
  { title: '合同依据', width: 21, align: 'center', value: ({ clause }) => clause },
  { title: '责任方', width: 11, align: 'center', value: ({ by }) => by },
  { title: '频次', width: 13, align: 'center', value: ({ each }) => each },
  { title: '提交期限', width: 15, align: 'center', value: ({ due }) => due },
];

/** @returns the bytes of a .docx @throws RangeError for a day that is none */
export async function servicePlanDocx(plan: ServicePlan): Promise<Uint8Array> {
  const { head, signedOn, systems } = plan;
  return word(head, { title: '服务计划', period: `${chineseDay(signedOn)}签订的合同` }, PORTRAIT, [
    facts(
      [
        { label: '甲方', text: head.bureau },
        { label: '乙方', text: head.provider },
      ],
      PORTRAIT,
    ),
    heading('一、服务项目和期限'),
    table(SERVICES, plan.services, PORTRAIT, SMALL),
    heading('二、维护的设备'),
    table(SYSTEMS, systems, PORTRAIT, { ...SMALL, band: ({ list }) => list, empty: '无' }),
    heading('三、故障处理时限'),
    table(LIMITS, plan.limits, PORTRAIT, SMALL),
    heading('四、每月工作安排'),
    ...prose(plan.monthly),
    table(CHECKLIST, plan.checklist, PORTRAIT, SMALL),
    heading('五、上报层级'),
    table(LEVELS, plan.levels, PORTRAIT, SMALL),
    heading('六、服务文档'),
    table(DOCUMENTS, plan.documents, PORTRAIT, SMALL),
    heading('七、服务目标'),
    ...prose(plan.goals),
    gap(),
    together(
      [
        signatures(
          [
            { role: '乙方编制人' },
            { role: '乙方负责人' },
            { role: '甲方监督管理员' },
            { role: '甲方负责人' },
          ],
          PORTRAIT,
        ),
      ],
      PORTRAIT,
    ),
  ]);
}
