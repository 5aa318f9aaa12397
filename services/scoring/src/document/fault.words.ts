import { chineseInstant } from '@zhishou/documents/layout/day';
import type { TicketSnapshot } from '@zhishou/messages/events';
import { cutPercent, type Fraction } from '@zhishou/rules/fraction';
import type { ClockKind, TicketState } from '@zhishou/rules/ticket-life';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { instant } from '../instant.js';

export const CLOCKS: Record<ClockKind, string> = { RESPONSE: '响应', ONSITE: '到场', RESOLVE: '处理' };

const STATES: Record<TicketState, string> = {
  REPORTED: '已报障，待受理',
  ACCEPTED: '已受理，待处理',
  REMOTE_SUPPORT: '远程支持中',
  DISPATCHED: '工程师已派出',
  ON_SITE: '工程师现场处理中',
  REOPENED: '恢复测试未通过，重新处理中',
  REPAIRED: '已修复，待甲方恢复测试',
  PAUSED: '经甲方同意暂停处理',
  HANDED_OFF: '传输网络故障，由运营商处理',
  CLOSED: '已结单',
  CANCELLED: '已撤销',
  NOT_COVERED: '不属维护范围',
};

/** `L1-S5-04 不间断供电电源（3楼）` */
export const equipmentOf = ({ assetCode, assetName }: TicketSnapshot): string =>
  assetCode === null ? '未列入清单的设备' : `${assetCode} ${assetName ?? ''}`.trimEnd();

export const severityOf = ({ severities }: Contract, { severity }: TicketSnapshot): string =>
  severities.find(({ code }) => code === severity)?.name ?? '';

export const typeOf = ({ faultTypes }: Contract, { faultType }: TicketSnapshot): string =>
  faultTypes.find(({ code }) => code === faultType)?.name ?? '';

/** When the clock was met, ms. */
export const metAt = ({ clocks }: TicketSnapshot, kind: ClockKind): number | null =>
  instant(clocks.find((clock) => clock.kind === kind)?.metAt ?? null);

/** `及时`, `到场、处理超时`, `处理中` */
export function timelinessOf({ clocks, repairedAt, closedAt }: TicketSnapshot): string {
  const late = clocks.filter(({ breachedAt }) => breachedAt !== null).map(({ kind }) => CLOCKS[kind]);
  if (late.length > 0) return `${late.join('、')}超时`;
  return repairedAt === null && closedAt === null ? '处理中' : '及时';
}

/** What becomes of a fault that was not repaired in time for the report. @param assignee empty: nobody yet */
export function followUpOf(ticket: TicketSnapshot, assignee: string): string {
  const { state, repairedAt, clocks, coverage } = ticket;
  if (repairedAt !== null) return `已于${chineseInstant(Date.parse(repairedAt))}修复`;
  const late = clocks.some(({ kind, breachedAt }) => kind === 'RESOLVE' && breachedAt !== null);
  const waits = state === 'REPORTED' && (coverage === 'OUT_OF_PERIOD' || coverage === 'NOT_LISTED');
  const said = [
    waits ? '待甲方判断是否属维护范围' : STATES[state],
    ...(assignee === '' ? [] : [`负责人：${assignee}`]),
    late ? '已超处理时限' : '处理时限内',
  ];
  return `${said.join('；')}。`;
}

/** `98.03%`, cut. */
export const percentOf = (rate: Fraction): string => `${cutPercent(rate).toFixed(2)}%`;

/** `1小时20分`, cut to the minute. */
export function durationOf(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest}分`;
  return rest === 0 ? `${hours}小时` : `${hours}小时${rest}分`;
}
