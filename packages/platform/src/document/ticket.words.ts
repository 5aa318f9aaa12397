import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { Severity, TicketState } from '@zhishou/rules/ticket-life';

/** What equipment is called that no list of the contract has. */
export const UNLISTED = '未列入清单的设备';

/** How a fault stands, as documents say it. */
export const TICKET_STATES: Record<TicketState, string> = {
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

/** `一般故障`, by the name the contract has for it. */
export const severityOf = (
  { severities }: Pick<Contract, 'severities'>,
  { severity }: { severity: Severity | null },
): string => severities.find(({ code }) => code === severity)?.name ?? '';
