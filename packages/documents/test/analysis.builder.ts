import { type FaultAnalysis } from '../src/fault-analysis.js';
import { type AnalysedFault } from '../src/fault-analysis.rows.js';
import { at, head } from './month.builder.js';

const step = (day: string, time: string, what: string, by: string) => ({ at: at(day, time), what, by });

const satellite: AnalysedFault = {
  ...{
    ticket: 'GZ-202608-0007',
    equipment: 'L2-S1-03 车载动中通卫星天线',
    units: '1台',
    severity: '一般故障',
  },
  ...{ type: '硬件故障', coverage: '属维护范围', handlers: '张工、赵工', callback: '满意' },
  remark: '30日内同一设备同类故障重复发生（前次工单GZ-202607-0031）',
  reportedAt: at('2026-08-13', '09:12'),
  startedAt: at('2026-08-13', '08:55'),
  repairedAt: at('2026-08-14', '11:05'),
  closedAt: at('2026-08-14', '14:40'),
  clocks: [
    { clock: '响应', limit: '10分', metAt: at('2026-08-13', '09:16'), result: '及时' },
    { clock: '到场', limit: '2小时', metAt: at('2026-08-13', '11:31'), result: '超时' },
    { clock: '处理', limit: '8小时', metAt: at('2026-08-14', '11:05'), result: '超时' },
  ],
  steps: [
    step('2026-08-13', '09:12', '报障', '值班室 刘岚'),
    step('2026-08-13', '09:16', '受理', '陈项目经理'),
    step('2026-08-13', '09:30', '派出工程师', '陈项目经理'),
    step('2026-08-13', '11:12', '到场时限已超', ''),
    step('2026-08-13', '11:31', '到场签到', '张工'),
    step('2026-08-13', '16:20', '销障，提交故障处理记录', '张工'),
    step('2026-08-13', '16:58', '恢复测试未通过：行进中仍失锁', '李监督'),
    step('2026-08-13', '17:12', '处理时限已超', ''),
    step('2026-08-14', '11:05', '销障，提交故障处理记录', '赵工'),
    step('2026-08-14', '14:40', '恢复测试通过', '李监督'),
  ],
  phenomenon: '车辆行进中卫星天线频繁失锁，会商画面中断，静止时可恢复。',
  cause: '天线方位电机减速箱齿轮磨损，跟踪响应滞后；首次处理仅重新标定参数，未拆检减速箱。',
  handling: '更换方位电机组件，重新标定惯导与天线零位，按60公里每小时路试40分钟，链路保持稳定。',
  responsibility: '设备正常磨损；首次处理判断不充分，由乙方承担返工责任。',
  lessons: '动中通天线失锁类故障须拆检传动机构；方位电机组件列入备件清单，常备一套。',
};

/** Of one fault, and of the two that were closed in August 2026. */
export const faultAnalysis: FaultAnalysis = { head, month: null, faults: [satellite] };

export const monthAnalysis: FaultAnalysis = {
  head,
  month: '2026-08',
  faults: [
    {
      ...satellite,
      ...{ ticket: 'GZ-202608-0004', equipment: 'KA-LINK KA卫星通信链路', units: '', severity: '重大故障' },
      ...{ type: '', remark: '由运营商修复', repairedAt: null, callback: '', phenomenon: '', cause: '' },
      ...{ handling: '', responsibility: '', lessons: '' },
      clocks: satellite.clocks.map((clock) => ({ ...clock, metAt: null, result: '免除' })),
    },
    satellite,
  ],
};
