import type { ClockKind } from '@zhishou/rules/ticket-life';

export interface ClockView {
  kind: ClockKind;
  state: string;
  startedAt: string;
  dueAt: string;
  metAt: string | null;
  breachedAt: string | null;
  pausedFor: number;
}

export interface TicketView {
  id: string;
  number: string;
  severity: string | null;
  state: string;
  round: number;
  version: number;
  coverage: string | null;
  answer: string | null;
  unitsAffected: number;
  unitNumbers: number[] | null;
  faultType: string | null;
  reportedAt: string;
  acceptedAt: string | null;
  repairedAt: string | null;
  closedAt: string | null;
  asset: { code: string } | null;
  reportedBy: { id: string };
  assignee: { id: string } | null;
  clocks: ClockView[];
  allowedActions: string[];
}

export const VIEW = `id number severity state round version coverage answer unitsAffected unitNumbers faultType
  reportedAt acceptedAt repairedAt closedAt asset { code } reportedBy { id } assignee { id }
  clocks { kind state startedAt dueAt metAt breachedAt pausedFor } allowedActions`;

const INPUTS = {
  reportTicket: 'ReportTicketInput',
  judgeCoverage: 'JudgeCoverageInput',
  acceptTicket: 'AcceptTicketInput',
  assignEngineer: 'AssignInput',
  startRemoteSupport: 'RemoteSupportInput',
  dispatchEngineer: 'DispatchInput',
  checkIn: 'CheckInInput',
  fileRepairReport: 'RepairReportInput',
  recordRecoveryTest: 'RecoveryTestInput',
  recordCallback: 'CallbackInput',
  answerConsultation: 'AnswerInput',
  closeOtherMatter: 'AnswerInput',
  cancelTicket: 'CancelInput',
  reclassifyTicket: 'ReclassifyInput',
  correctFaultStart: 'FaultStartInput',
  acceptOfflineInstant: 'OfflineInstantInput',
};

export type MutationName = keyof typeof INPUTS;

export const mutation = (name: MutationName): string =>
  `mutation ($input: ${INPUTS[name]}!) { ${name}(input: $input) { ${VIEW} } }`;

export const clockOf = ({ clocks }: Pick<TicketView, 'clocks'>, kind: ClockKind): ClockView => {
  const clock = clocks.find((candidate) => candidate.kind === kind);
  if (!clock) throw new Error(`the ticket has no clock ${kind}`);
  return clock;
};

export const clockStates = ({ clocks }: Pick<TicketView, 'clocks'>): Record<string, string> =>
  Object.fromEntries(clocks.map(({ kind, state }) => [kind, state]));

/** A general fault of the contract `demo-seconds`: a minute until the response is late. */
export const GENERAL_FAULT = {
  kind: 'FAULT',
  severity: 'GENERAL',
  assetCode: 'L1-S1-01',
  summary: '视频会议服务器无法开机',
  channel: 'WEB',
};

/** Of a repair done now: one said to be done well before its report would be refused. */
export const repairRecord = (more: object = {}) => ({
  phenomenon: '开机无显示，电源灯不亮',
  faultType: 'POWER',
  startedAt: new Date(Date.now() - 3_600_000).toISOString(),
  repairedAt: new Date().toISOString(),
  causeAnalysis: '电源模块老化',
  handling: '更换电源模块并加电测试',
  responsibilityAnalysis: '设备自然老化，无人为责任',
  lessons: '巡检时测量电源输出',
  ...more,
});
