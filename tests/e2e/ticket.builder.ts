import type { GraphqlError, User } from './zhishou.builder.js';

export interface TicketView {
  id: string;
  number: string;
  state: string;
  round: number;
  severity: string | null;
  coverage: string | null;
  allowedActions: string[];
  assignee: { id: string } | null;
  clocks: { kind: string; state: string; dueAt: string; metAt: string | null; breachedAt: string | null }[];
  timeline: { type: string; at: string; toState: string | null; clock: string | null; note: string | null }[];
}

const VIEW = `id number state round severity coverage allowedActions assignee { id }
  clocks { kind state dueAt metAt breachedAt }
  timeline { type at toState clock note }`;

const INPUT_TYPES: Record<string, string> = {
  reportTicket: 'ReportTicketInput',
  judgeCoverage: 'JudgeCoverageInput',
  acceptTicket: 'AcceptTicketInput',
  startRemoteSupport: 'RemoteSupportInput',
  dispatchEngineer: 'DispatchInput',
  checkIn: 'CheckInInput',
  fileRepairReport: 'RepairReportInput',
  recordRecoveryTest: 'RecoveryTestInput',
  recordCallback: 'CallbackInput',
  answerConsultation: 'AnswerInput',
  closeOtherMatter: 'AnswerInput',
  cancelTicket: 'CancelInput',
  requestPause: 'PauseInput',
  decidePause: 'DecidePauseInput',
  resumeTicket: 'ResumeInput',
  declareHandOff: 'HandOffInput',
  decideHandOff: 'DecideHandOffInput',
  returnHandOff: 'ReturnHandOffInput',
  reclassifyTicket: 'ReclassifyInput',
  correctFaultStart: 'FaultStartInput',
  addAffectedAssets: 'AffectedAssetsInput',
  acceptOfflineInstant: 'OfflineInstantInput',
};

export const mutationOf = (name: string): string =>
  `mutation ${name}($input: ${INPUT_TYPES[name]}!) { ${name}(input: $input) { ${VIEW} } }`;

export const reportBody = (more: object = {}) => ({
  kind: 'FAULT',
  severity: 'GENERAL',
  assetCode: 'L1-S1-01',
  summary: '视频会议服务器无法开机',
  channel: 'WEB',
  ...more,
});

export async function report(user: User, more: object = {}): Promise<TicketView> {
  const data = await user.ask<{ reportTicket: TicketView }>(mutationOf('reportTicket'), {
    input: reportBody(more),
  });
  return data.reportTicket;
}

/** Takes a step and answers the ticket after it. */
export async function step(
  user: User,
  name: string,
  ticketId: string,
  more: object = {},
): Promise<TicketView> {
  const data = await user.ask<Record<string, TicketView>>(mutationOf(name), { input: { ticketId, ...more } });
  return data[name] as TicketView;
}

export const refusedStep = (
  user: User,
  name: string,
  ticketId: string,
  more: object = {},
): Promise<GraphqlError> => user.refusal(mutationOf(name), { input: { ticketId, ...more } });

export const repairRecord = (more: object = {}) => ({
  phenomenon: '开机无显示，电源灯不亮',
  faultType: 'POWER',
  startedAt: new Date(Date.now() - 60_000).toISOString(),
  repairedAt: new Date(Date.now() - 1_000).toISOString(),
  causeAnalysis: '电源模块老化',
  handling: '更换电源模块并加电测试',
  responsibilityAnalysis: '设备自然老化，无人为责任',
  lessons: '巡检时测量电源输出',
  ...more,
});

export async function read(user: User, id: string): Promise<TicketView> {
  const { ticket } = await user.ask<{ ticket: TicketView }>(
    `query ($id: ID) { ticket(id: $id) { ${VIEW} } }`,
    { id },
  );
  return ticket;
}

export const clock = (ticket: TicketView, kind: string) => ticket.clocks.find((c) => c.kind === kind);
