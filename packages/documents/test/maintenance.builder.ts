import { type MaintenanceReport } from '../src/maintenance-report.js';
import { type MaintainedFault } from '../src/maintenance-report.rows.js';
import { at, head } from './month.builder.js';

const fault = (no: number, day: string, more: Partial<MaintainedFault>): MaintainedFault => ({
  ticket: `GZ-202608-${String(no).padStart(4, '0')}`,
  equipment: 'L1-S1-01 视频会议终端',
  severity: '一般故障',
  type: '硬件故障',
  reportedAt: at(day, '09:12'),
  arrivedAt: at(day, '10:40'),
  repairedAt: at(day, '14:25'),
  timeliness: '及时',
  cause: '终端电源模块电容老化，长时间运行后输出电压不稳，设备反复重启。',
  handling: '更换同型号电源模块，清洁机内积尘，重新上架并通电观察两小时，运行正常。',
  lessons: '同批次终端的电源模块纳入下月巡检重点。',
  ...more,
});

/** August 2026 as the provider reports it. */
export const maintenance: MaintenanceReport = {
  head,
  month: '2026-08',
  asOf: at('2026-08-31', '17:30'),
  summary:
    '本月在办故障7起，其中本月受理6起（重大故障1起、一般故障5起），上月结转1起；已修复6起，月末未修复1起；重复故障1起。\n' +
    '故障修复及时率83.33%（及时5起，超时1起），合同目标98%；设备可用率99.87%，合同目标99%。',
  faults: [
    fault(1, '2026-08-02', { equipment: 'L1-S5-04 不间断供电电源（3楼）', type: '供电故障' }),
    fault(3, '2026-08-05', {
      ...{ equipment: 'L1-S3-02 会商室拼接大屏控制器', type: '软件故障', arrivedAt: null },
      ...{ cause: '控制软件升级后与显卡驱动不兼容。', handling: '远程回退驱动版本。', lessons: '' },
    }),
    fault(4, '2026-08-09', {
      equipment: 'KA-LINK KA卫星通信链路',
      type: '传输网络故障',
      severity: '重大故障',
    }),
    fault(7, '2026-08-13', {
      equipment: 'L2-S1-03 指挥车车载卫星天线',
      repairedAt: at('2026-08-14', '11:05'),
      timeliness: '到场、处理超时',
    }),
    fault(8, '2026-08-20', {}),
    fault(9, '2026-08-22', {
      cause: '接口松动。',
      handling: '重新压接水晶头。',
      type: '线缆故障',
      lessons: '',
    }),
    fault(12, '2026-08-31', {
      ...{ equipment: 'L3-S1-06 无线图传单兵', type: '', repairedAt: null, timeliness: '处理中' },
      ...{ cause: '', handling: '', lessons: '' },
    }),
  ],
  causes: [
    { name: '硬件故障', value: 2 },
    { name: '供电故障', value: 1 },
    { name: '软件故障', value: 1 },
    { name: '线缆故障', value: 1 },
    { name: '传输网络故障', value: 1 },
  ],
  unrepaired: [
    {
      ...{ ticket: 'GZ-202608-0012', equipment: 'L3-S1-06 无线图传单兵', severity: '一般故障' },
      reportedAt: at('2026-08-31', '09:12'),
      followUp: '工程师已到场处理；负责人：张工；处理时限内。',
    },
  ],
  clocks: [
    { clock: '响应', met: 6, late: 0, rate: '100.00%', mean: '4分' },
    { clock: '到场', met: 4, late: 1, rate: '80.00%', mean: '1小时31分' },
    { clock: '处理', met: 5, late: 1, rate: '83.33%', mean: '8小时6分' },
  ],
  trend: {
    months: ['2026-06', '2026-07', '2026-08'],
    lines: [
      { name: '响应', percents: [null, 100, 100] },
      { name: '到场', percents: [null, 91.66, 80] },
      { name: '处理', percents: [null, 94.44, 83.33] },
    ],
  },
  subsystems: [
    { subsystem: '视频会议系统', units: 62, downHours: '10.4', rate: '99.97%' },
    { subsystem: '指挥中心大屏显示系统', units: 48, downHours: '0', rate: '100.00%' },
    { subsystem: '移动卫星应急指挥车', units: 77, downHours: '73.8', rate: '99.87%' },
    { subsystem: '合计', units: 187, downHours: '84.2', rate: '99.93%' },
  ],
};
