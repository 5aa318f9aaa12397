import { type Equipment, equipmentColumns } from './equipment.js';
import { type Column, ordinal } from './layout/column.js';
import {
  chineseInstant,
  chineseMonth,
  type Day,
  type Instant,
  type Month,
  shortDay,
  weekday,
} from './layout/day.js';
import { facts } from './layout/facts.js';
import { type Head } from './layout/head.js';
import { opinion } from './layout/opinion.js';
import { PORTRAIT } from './layout/paper.js';
import { heading, prose } from './layout/paragraph.js';
import { sheet } from './layout/sheet.js';
import { signatures } from './layout/signatures.js';
import { table } from './layout/table.js';
import { together } from './layout/together.js';
import { word } from './layout/word.js';

/** 《月度巡检计划》 (一、3(3)2；附件一 1): what the provider submits and the bureau edits and approves. */
export interface MonthlyPlan {
  head: Head;
  month: Month;
  version: number;
  preparedBy: string;
  submittedAt: Instant | null;
  /** lines of the equipment lists that are in period, to be covered one and all */
  equipmentInPeriod: number;
  /** titles of the contract's check-list */
  checklist: readonly string[];
  visits: readonly PlannedVisit[];
  approval: { by: string; at: Instant; comments: string } | null;
}

export interface PlannedVisit {
  day: Day;
  place: string;
  engineer: string;
  /** 陪同的监督管理员, where already named */
  supervisor: string | null;
  equipment: readonly Equipment[];
}

interface PlannedEquipment extends Equipment {
  visit: PlannedVisit;
}

const VISITS: Column<PlannedVisit>[] = [
  ordinal(7),
  { title: '巡检日期', width: 20, align: 'center', value: ({ day }) => weekday(day) },
  { title: '巡检地点', width: 30, value: ({ place }) => place },
  { title: '巡检工程师', width: 15, align: 'center', value: ({ engineer }) => engineer },
  { title: '陪同监督员', width: 15, align: 'center', value: ({ supervisor }) => supervisor ?? '' },
  { title: '设备项数', width: 13, align: 'center', value: ({ equipment }) => equipment.length },
];

const EQUIPMENT: Column<PlannedEquipment>[] = [
  ordinal(7),
  ...equipmentColumns<PlannedEquipment>((row) => row, 40),
  { title: '巡检日期', width: 14, align: 'center', value: ({ visit }) => shortDay(visit.day) },
  { title: '巡检工程师', width: 15, align: 'center', value: ({ visit }) => visit.engineer },
];

const LIST: Column<PlannedEquipment>[] = [
  ordinal(6),
  { title: '巡检日期', width: 15, align: 'center', value: ({ visit }) => weekday(visit.day) },
  { title: '巡检地点', width: 28, value: ({ visit }) => visit.place },
  { title: '所属系统', width: 38, value: ({ subsystem }) => subsystem },
  { title: '设备编号', width: 14, align: 'center', value: ({ code }) => code },
  { title: '设备名称', width: 28, value: ({ name }) => name },
  { title: '单位', width: 6, align: 'center', value: ({ unit }) => unit ?? '—' },
  {
    title: '数量',
    width: 6,
    align: 'center',
    value: ({ unit, quantity }) => (unit === null ? '—' : quantity),
  },
  { title: '巡检工程师', width: 12, align: 'center', value: ({ visit }) => visit.engineer },
  { title: '陪同监督员', width: 12, align: 'center', value: ({ visit }) => visit.supervisor ?? '' },
];

const TITLE = '月度巡检计划';

const planned = ({ visits }: MonthlyPlan): PlannedEquipment[] =>
  visits.flatMap((visit) => visit.equipment.map((one) => ({ ...one, visit })));

/** @returns the bytes of a .docx @throws RangeError for a day, month or instant that is none */
export async function monthlyPlanDocx(plan: MonthlyPlan): Promise<Uint8Array> {
  const { head, approval } = plan;
  const equipment = planned(plan);
  return word(head, { title: TITLE, period: chineseMonth(plan.month) }, PORTRAIT, [
    facts(
      [
        { label: '甲方', text: head.bureau },
        { label: '乙方', text: head.provider },
        { label: '编制人', text: plan.preparedBy },
        { label: '版本', text: `第${plan.version}版` },
        { label: '提交时间', text: plan.submittedAt === null ? '' : chineseInstant(plan.submittedAt) },
        { label: '批准时间', text: approval ? chineseInstant(approval.at) : '' },
      ],
      PORTRAIT,
    ),
    heading('一、巡检安排'),
    ...prose(coverage(plan, new Set(equipment.map(({ code }) => code)).size)),
    table(VISITS, plan.visits, PORTRAIT, { empty: '未安排' }),
    heading('二、巡检内容'),
    ...plan.checklist.flatMap((title, index) => prose(`${index + 1}．${title}。`)),
    heading('三、设备明细'),
    table(EQUIPMENT, equipment, PORTRAIT, { band: ({ subsystem }) => subsystem, empty: '未安排' }),
    heading('四、审核与签字'),
    together(
      [
        opinion('甲方审核意见', approval ? approval.comments || '同意。' : '', PORTRAIT),
        signatures(
          [
            { role: '乙方项目负责人', name: plan.preparedBy },
            { role: '甲方监督管理员', name: approval?.by },
          ],
          PORTRAIT,
        ),
      ],
      PORTRAIT,
    ),
  ]);
}

const coverage = ({ month, visits, equipmentInPeriod }: MonthlyPlan, covered: number): string =>
  `${chineseMonth(month)}共安排巡检${visits.length}次。在保设备${equipmentInPeriod}项，列入计划${covered}项` +
  (covered === equipmentInPeriod ? '，覆盖率100%。' : `，尚有${equipmentInPeriod - covered}项未列入。`);

/** One row for each piece of equipment of each visit. @returns the bytes of an .xlsx */
export async function monthlyPlanXlsx(plan: MonthlyPlan): Promise<Uint8Array> {
  const { head, version, preparedBy, approval } = plan;
  const approved = approval ? `${approval.by}于${chineseInstant(approval.at)}批准` : '待甲方审核';
  return sheet(head, {
    title: `${TITLE}（${chineseMonth(plan.month)}）`,
    lines: [
      `甲方：${head.bureau}　　乙方：${head.provider}`,
      `第${version}版　　编制人：${preparedBy}　　${approved}`,
    ],
    columns: LIST,
    rows: planned(plan),
    signers: ['乙方项目负责人', '甲方监督管理员'],
  });
}
