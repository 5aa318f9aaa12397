import { type Bulletin } from '../src/bulletin.js';
import { maintenance } from './maintenance.builder.js';
import { at, head } from './month.builder.js';

/** August 2026 as the bureau tells of it. */
export const bulletin: Bulletin = {
  head: { ...head, createdAt: at('2026-09-10', '10:20') },
  month: '2026-08',
  issued: { by: '李监督', at: at('2026-09-10', '10:20') },
  reported: [
    { kind: '重大故障', count: 1, before: 0 },
    { kind: '一般故障', count: 5, before: 9 },
    { kind: '技术咨询', count: 3, before: 4 },
    { kind: '其他事项', count: 1, before: 0 },
  ],
  causes: maintenance.causes,
  indicators: [
    { title: '响应及时率', value: '100.00%', before: '100.00%', goal: '—', reached: null },
    { title: '到场及时率', value: '80.00%', before: '91.66%', goal: '—', reached: null },
    { title: '故障修复及时率', value: '83.33%', before: '94.44%', goal: '98%', reached: false },
    { title: '设备可用率', value: '99.93%', before: '99.98%', goal: '99%', reached: true },
    { title: '重复故障（起）', value: '1', before: '0', goal: '0', reached: false },
    { title: '回访不满意（起）', value: '0', before: '1', goal: '0', reached: true },
  ],
  trend: maintenance.trend,
  scores: { performance: '217/3', service: '95' },
  major: [
    {
      ...{ ticket: 'GZ-202608-0004', equipment: 'KA-LINK KA卫星通信链路', timeliness: '及时' },
      ...{ reportedAt: at('2026-08-09', '09:12'), repairedAt: at('2026-08-09', '12:25') },
      cause: '地面站侧光缆中断，运营商抢修恢复。',
    },
  ],
  unrepaired: maintenance.unrepaired,
  remarks:
    '本月故障修复及时率未达到合同目标，请乙方在9月20日前提交动中通天线专项检修方案。\n请各使用部门在汛期会商前一小时完成设备开机自检。',
};
