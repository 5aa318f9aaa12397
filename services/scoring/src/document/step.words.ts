import {
  CLOCK_BREACHED,
  type ClockMarkData,
  TICKET_REPORTED,
  TICKET_STEP_EVENTS,
} from '@zhishou/messages/events';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { TicketAction } from '@zhishou/rules/ticket-life';
import type { Told } from '../projection/told.js';
import { CLOCKS } from './fault.words.js';

type Step = Record<string, unknown>;

const withNote = (said: string, note: unknown): string =>
  typeof note === 'string' && note !== '' ? `${said}：${note}` : said;

/** What a step is called on paper; what a caller said is not told. */
const STEPS: Record<TicketAction, (step: Step, contract: Contract) => string> = {
  judgeCoverage: ({ cover }) => (cover === true ? '甲方判断承担维护' : '甲方判断不属维护范围'),
  acceptTicket: () => '受理',
  assignEngineer: () => '指派工程师',
  startRemoteSupport: () => '开始远程支持',
  dispatchEngineer: () => '派出工程师',
  checkIn: () => '到场签到',
  fileRepairReport: () => '销障，提交故障处理记录',
  recordRecoveryTest: ({ passed, note }) =>
    withNote(passed === true ? '恢复测试通过' : '恢复测试未通过', note),
  recordCallback: ({ satisfied }) => `回访：${satisfied === true ? '满意' : '不满意'}`,
  answerConsultation: () => '答复咨询',
  closeOtherMatter: () => '办结',
  cancelTicket: () => '撤销',
  requestPause: ({ reason }) => withNote('申请暂停', reason),
  decidePause: ({ approve }) => (approve === true ? '同意暂停' : '不同意暂停'),
  resumeTicket: () => '恢复处理',
  declareHandOff: ({ reason }) => withNote('申告传输网络故障', reason),
  decideHandOff: ({ confirm }) => (confirm === true ? '确认移交运营商' : '退回乙方处理'),
  returnHandOff: ({ resolvedByCarrier }) => (resolvedByCarrier === true ? '运营商修复' : '运营商退回'),
  reclassifyTicket: ({ severity }, { severities }) =>
    withNote('调整故障级别', severities.find(({ code }) => code === severity)?.name),
  correctFaultStart: () => '更正故障开始时间',
  addAffectedAssets: () => '补充受影响设备',
  acceptOfflineInstant: () => '认可离线记录的时间',
  releaseAssignee: () => '解除指派',
};

const WORDS = new Map(
  Object.entries(TICKET_STEP_EVENTS).map(([action, type]) => [type, STEPS[action as TicketAction]]),
);

/** Empty for what is no step in the course of a fault. */
export function stepWords({ type, data }: Told, contract: Contract): string {
  if (type === TICKET_REPORTED) return '报障';
  if (type === CLOCK_BREACHED) return `${CLOCKS[(data as ClockMarkData).clock]}时限已超`;
  return WORDS.get(type)?.((data as { step?: Step }).step ?? {}, contract) ?? '';
}
