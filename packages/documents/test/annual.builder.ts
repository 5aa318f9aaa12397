import { type AnnualSummary } from '../src/annual-summary.js';
import { type ServicePlan } from '../src/service-plan.js';
import { maintenance } from './maintenance.builder.js';
import { at, head } from './month.builder.js';

const months = Array.from({ length: 12 }, (_, index) =>
  new Date(Date.UTC(2026, 6 + index)).toISOString().slice(0, 7),
);

/** The contract's year as the provider sums it up. */
export const annualSummary: AnnualSummary = {
  ...{ head, from: '2026-06-28', to: '2027-06-27', asOf: at('2027-07-05', '17:30') },
  summary:
    '合同期内受理故障68起，其中重大故障3起；已修复67起，未修复1起；重复故障2起。\n故障修复及时率97.01%。',
  months: months.map((month, index) => ({
    ...{ month, reported: 5 + (index % 3), major: index === 4 ? 3 : 0, repeats: index % 6 === 1 ? 1 : 0 },
    ...{ timely: index === 0 ? '—' : '97.01%', available: '99.93%' },
    ...{ performance: index < 11 ? '217/3' : null, service: index < 11 ? '95' : null },
  })),
  trend: {
    months,
    lines: [{ name: '处理', percents: months.map((_, index) => (index ? 90 + index / 2 : null)) }],
  },
  causes: maintenance.causes,
  clocks: maintenance.clocks,
  subsystems: maintenance.subsystems,
  unrepaired: maintenance.unrepaired,
  duties: [
    { title: '巡检（次）', wanted: 26, done: 25, remark: '未完成1次' },
    { title: '维护质量例会（次）', wanted: 13, done: 13, remark: '' },
  ],
  documents: [{ title: '月度隐患汇总资料', wanted: 13, inTime: 11, late: 1, missing: 1, nonconforming: 0 }],
  lessons: '1．加装备用光缆。（工单GZ-202611-0004）',
};

/** What the provider will do, by the contract. */
export const servicePlan: ServicePlan = {
  ...{ head, signedOn: '2026-06-28' },
  services: [
    {
      ...{ title: '应急指挥调度系统软硬件运维服务', clause: '报价单 1' },
      ...{ from: '2026-06-28', to: '2027-06-27' },
    },
  ],
  systems: [
    { list: '应急指挥调度系统', system: '视频会议系统', lines: 12, units: 62 },
    { list: '移动卫星应急指挥车', system: '车载卫星系统', lines: 9, units: 14 },
  ],
  limits: [
    {
      ...{ severity: '重大故障', meaning: '系统中断，影响应急指挥。' },
      ...{ response: '10分', onSite: '1小时', resolve: '4小时' },
    },
  ],
  monthly: '每月巡检不少于1次。\n每月与省、市联通调试不少于1次，技术人员不少于1人到场。',
  checklist: [{ title: '电源、电池的检测维护保养', clause: '一、3(3)4 第二项' }],
  levels: [{ level: 1, title: '值班工程师', side: '乙方', acknowledge: '10分内确认，否则上报下一级' }],
  documents: [{ title: '月度巡检计划', clause: '一、3(3)2', by: '乙方', each: '每月一份', due: '上月末日' }],
  goals: '故障修复及时率不低于98%；设备可用率不低于99%。',
};
