import { readFileSync } from 'node:fs';
import { type Equipment } from '../src/equipment.js';
import { type Hazard, type HazardList } from '../src/hazard-list.js';
import { type InspectionReport } from '../src/inspection-report.js';
import { type JointTestReport } from '../src/joint-test-report.js';
import { type Head } from '../src/layout/head.js';
import { type MonthlyPlan } from '../src/monthly-plan.js';
import { type VisitRecord } from '../src/visit-record.js';
import { drawnSignature, photoOf } from './picture.builder.js';

/** August 2026 of the contract of Shaoguan, with all its 121 lines: what the tests and who looks at the pages print. */
export const at = (day: string, time: string): number => Date.parse(`${day}T${time}:00+08:00`);

const CONTRACT = new URL('../../../contracts/shaoguan-2026/', import.meta.url);

export const head: Head = {
  project: '韶关市应急管理局应急指挥中心运营运维服务项目',
  bureau: '韶关市应急管理局',
  provider: '韶关通信运维服务有限公司',
  createdAt: at('2026-08-31', '17:30'),
};

export const equipment: Equipment[] = [
  ...readFileSync(new URL('equipment.csv', CONTRACT), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .map(
      ([code = '', , list = '', , subsystem = '', , group = '', , name = '', , , , unit = '', quantity]) => ({
        code,
        name,
        subsystem: `${subsystem || list}${group ? ` / ${group}` : ''}`,
        unit,
        quantity: Number(quantity),
      }),
    ),
  {
    code: 'KA-LINK',
    name: 'KA卫星通信链路（上行6M，下行40M，不限时长、不限流量）',
    subsystem: 'Ka波段应急专享通信服务',
    unit: null,
    quantity: 0,
  },
];

export const checklist = [
  { code: 'RUNNING', title: '系统的硬件、配套设备和应用软件的工作情况' },
  { code: 'POWER', title: '电源、电池的检测维护保养' },
  { code: 'PORTS', title: '模块、接口和标签标记情况，整理配线架，清除冗余跳线' },
  { code: 'SOFTWARE', title: '系统应用软件运行情况、数据资料更新情况、数据备份' },
  { code: 'ENVIRONMENT', title: '机房设备、卫星接收天线运行环境评估' },
  { code: 'FASTENING', title: '通信保障指挥车内的机架、柜门、侧板、设备紧固情况' },
  { code: 'DUST', title: '设备内部除尘' },
];

const PLACES: [prefix: string, day: string, place: string, engineer: string][] = [
  ['L1-S1', '2026-08-03', '市应急局及各县（市、区）视频会议室', '张工'],
  ['L1-S2', '2026-08-04', '市应急局三楼指挥中心', '王工'],
  ['L1-S3', '2026-08-05', '市应急局三楼指挥中心、会商室', '张工'],
  ['L1-S4', '2026-08-06', '市应急局值班室', '王工'],
  ['L1-S5', '2026-08-07', '市应急局三楼、十楼设备机房', '赵工'],
  ['L2', '2026-08-11', '移动卫星应急指挥车（市应急局车库）', '赵工'],
  ['L3', '2026-08-13', '应急物资仓库', '张工'],
  ['KA', '2026-08-14', '移动卫星应急指挥车（市应急局车库）', '王工'],
];

export const plan: MonthlyPlan = {
  head: { ...head, createdAt: at('2026-07-29', '09:00') },
  month: '2026-08',
  version: 2,
  preparedBy: '陈项目经理',
  submittedAt: at('2026-07-28', '16:40'),
  equipmentInPeriod: equipment.length,
  checklist: checklist.map(({ title }) => title),
  visits: PLACES.map(([prefix, day, place, engineer]) => ({
    day,
    place,
    engineer,
    supervisor: '李监督',
    equipment: equipment.filter(({ code }) => code.startsWith(prefix)),
  })),
  approval: { by: '李监督', at: at('2026-07-29', '09:00'), comments: '同意。机房巡检安排在8月7日上午。' },
};

export const visited = equipment.filter(({ code }) => code.startsWith('L1-S5'));

export const record: VisitRecord = {
  head: { ...head, createdAt: at('2026-08-07', '15:00') },
  month: '2026-08',
  plannedOn: '2026-08-07',
  place: '市应急局三楼、十楼设备机房',
  round: 1,
  startedAt: at('2026-08-07', '09:05'),
  endedAt: at('2026-08-07', '11:40'),
  receivedAt: at('2026-08-07', '14:02'),
  engineers: ['赵工', '张工'],
  supervisor: '李监督',
  contact: '周值班员',
  checklist,
  equipment: visited.map((one, index) => ({
    ...one,
    results: Object.fromEntries(
      checklist.map(({ code }) => [
        code,
        index === 3 && code === 'POWER'
          ? { result: 'ABNORMAL' as const, note: '第7、12号电池鼓包，内阻超标，建议更换。' }
          : { result: code === 'FASTENING' ? ('NOT_APPLICABLE' as const) : ('OK' as const) },
      ]),
    ),
  })),
  remarks: '十楼机房空调滤网积尘，已现场清洗。',
  photosLeftOut: 0,
  photos: [
    { bytes: photoOf(640, 480), caption: 'L1-S5-04 不间断供电电源（3楼）：第7号电池鼓包' },
    { bytes: photoOf(480, 640), caption: '十楼机房空调滤网（清洗前）' },
  ],
  signatures: [
    { role: '乙方工程师', name: '赵工', image: drawnSignature(3), signedAt: at('2026-08-07', '11:42') },
    { role: '现场联系人', name: '周值班员', image: drawnSignature(5), signedAt: at('2026-08-07', '11:45') },
    { role: '甲方监督管理员', name: '李监督' },
  ],
  review: { by: '李监督', at: at('2026-08-07', '15:00'), accepted: true, reason: '' },
  contentHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
};

export const hazards: Hazard[] = [
  {
    number: 'YH-2026-08-001',
    equipment: 'L1-S5-04 不间断供电电源（3楼）',
    description: '第7、12号电池鼓包，断电时后备时间不足。',
    foundOn: '2026-08-07',
    proposal: '更换两只同型号蓄电池并复测内阻。',
    consent: '李监督\n2026年8月8日\n同意',
    rectification: '更换两只蓄电池，内阻复测正常。\n赵工\n2026年8月12日',
    dueOn: '2026-08-20',
    state: '已闭环',
    standing: 'CLOSED',
    carriedOver: false,
  },
  {
    number: 'YH-2026-08-002',
    equipment: 'L2-S1-01 车载Ku动中通天线',
    description: '天线底座密封胶条老化，有渗水风险。',
    foundOn: '2026-08-11',
    proposal: '更换密封胶条，做淋水试验。',
    consent: '',
    rectification: '',
    dueOn: null,
    state: '待甲方同意',
    standing: 'OPEN',
    carriedOver: false,
  },
  {
    number: 'YH-2026-07-003',
    equipment: 'L1-S2-03 大屏线缆',
    description: '三号屏线缆接头松动，偶发花屏。',
    foundOn: '2026-07-15',
    proposal: '更换线缆并重新绑扎。',
    consent: '李监督\n2026年7月16日\n同意',
    rectification: '线缆已到货，计划9月3日更换。',
    dueOn: '2026-09-05',
    state: '整改中',
    standing: 'OPEN',
    carriedOver: true,
  },
];

export const hazardList: HazardList = { head, month: '2026-08', preparedBy: '陈项目经理', hazards };

export const report: InspectionReport = {
  head,
  month: '2026-08',
  preparedBy: '陈项目经理',
  submittedAt: at('2026-08-31', '10:20'),
  coverage: {
    visitsPlanned: 8,
    visitsCompleted: 8,
    equipmentInPeriod: equipment.length,
    equipmentInspected: equipment.length,
    leftOut: [],
  },
  visits: plan.visits.map((visit, index) => ({
    plannedOn: visit.day,
    madeOn: index === 6 ? '2026-08-14' : visit.day,
    place: visit.place,
    engineers: [visit.engineer],
    supervisor: '李监督',
    equipment: visit.equipment.length,
    abnormal: [0, 1, 0, 0, 1, 1, 0, 0][index] ?? 0,
    state: index === 1 ? '重检后归档' : '已归档',
  })),
  findings: [
    {
      foundOn: '2026-08-04',
      equipment: 'L1-S2-05 大屏拼接处理终端',
      item: '运行情况',
      description: '11号终端无法开机。',
      kind: 'FAULT',
      handling: '开工单 GZ-202608-0007，更换电源模块后恢复。',
    },
    {
      foundOn: '2026-08-07',
      equipment: 'L1-S5-04 不间断供电电源（3楼）',
      item: '电源、电池',
      description: '第7、12号电池鼓包。',
      kind: 'HAZARD',
      handling: '经同意更换两只蓄电池。9月巡检复测内阻。',
    },
  ],
  faults: [
    {
      ticket: 'GZ-202608-0007',
      equipment: 'L1-S2-05 大屏拼接处理终端',
      severity: '一般故障',
      reportedAt: at('2026-08-04', '09:50'),
      repairedAt: at('2026-08-04', '13:15'),
      cause: '电源模块老化损坏。',
      state: '已结单',
    },
  ],
  measures: [
    {
      ticket: 'GZ-202607-0031',
      text: '为三楼机房不间断电源加装蓄电池在线监测，内阻超标时告警。',
      responsible: '赵工',
      dueOn: '2026-09-30',
      state: '未完成',
    },
  ],
  hazards,
  jointTest:
    '8月18日与省应急管理厅、各县（市、区）应急管理局联调一次，测试链路4条，全部正常，详见《月度联调报告》。',
  conclusion:
    '本月按计划完成全部设备巡检，系统运行总体平稳。发现故障1项，已修复；发现隐患2项，闭环1项。下月重点跟踪动中通天线密封与三号屏线缆更换。',
  signatures: [{ role: '乙方项目负责人', name: '陈项目经理' }, { role: '甲方监督管理员' }],
  review: null,
};

export const jointTestReport: JointTestReport = {
  head,
  month: '2026-08',
  preparedBy: '王工',
  recordedAt: at('2026-08-18', '16:20'),
  tests: [
    {
      startedAt: at('2026-08-18', '09:00'),
      endedAt: at('2026-08-18', '11:30'),
      place: '市应急局三楼指挥中心',
      technicians: ['王工'],
      participants: ['省应急管理厅指挥中心', '韶关市应急管理局', '乐昌市应急管理局', '矿山救援基地'],
      links: [
        {
          peer: '省应急管理厅',
          link: '高清视频会议系统',
          item: '双向音视频、双流',
          measured: '1080p，丢包0.1%',
          passed: true,
        },
        {
          peer: '乐昌市应急管理局',
          link: '高清视频会议系统',
          item: '双向音视频',
          measured: '1080p，丢包0.3%',
          passed: true,
        },
        {
          peer: '省应急管理厅',
          link: 'Ka卫星链路',
          item: '指挥车图像上传',
          measured: '上行5.8Mbit/s，下行38.2Mbit/s',
          passed: true,
        },
        {
          peer: '矿山救援基地',
          link: 'Ku卫星固定站',
          item: '双向音视频',
          measured: '首次呼叫无音频',
          passed: false,
        },
      ],
      problems: [
        {
          description: '矿山救援基地首次呼叫无音频。',
          handling: '基地侧麦克风静音，取消静音后正常。',
          state: '已解决',
        },
      ],
      result: '各链路联通正常，满足应急指挥要求。',
    },
  ],
  signatures: [{ role: '乙方驻场技术人员', name: '王工' }, { role: '甲方监督管理员' }],
};
