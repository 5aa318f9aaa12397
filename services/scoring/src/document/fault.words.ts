import { chineseInstant } from '@zhishou/documents/layout/day';
import type { TicketSnapshot } from '@zhishou/messages/events';
import { TICKET_STATES, UNLISTED } from '@zhishou/platform/document/ticket.words';
import { cutPercent, type Fraction } from '@zhishou/rules/fraction';
import type { ClockKind } from '@zhishou/rules/ticket-life';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { instant } from '../instant.js';

export const CLOCKS: Record<ClockKind, string> = { RESPONSE: '响应', ONSITE: '到场', RESOLVE: '处理' };

/** `L1-S5-04 不间断供电电源（3楼）` */
export const equipmentOf = ({ assetCode, assetName }: TicketSnapshot): string =>
  assetCode === null ? UNLISTED : `${assetCode} ${assetName ?? ''}`.trimEnd();

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
    waits ? '待甲方判断是否属维护范围' : TICKET_STATES[state],
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
