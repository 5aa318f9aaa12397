import { shortInstant } from '@zhishou/documents/layout/day';
import { TICKET_STATES } from '@zhishou/platform/document/ticket.words';
import type { KnownFault } from './known-faults.js';

/** So much of a cause stands in a sentence; the whole of it in the table of faults. */
const MOST_OF_CAUSE = 200;

/** `故障工单GZ-202611-0007：11月28日 13:15修复，经甲方恢复测试，11月28日 14:00结单。原因：电源模块老化。` */
export function faultInWords({ number, cause, ...fault }: Omit<KnownFault, 'ticketId'>): string {
  return `故障工单${number}：${standing(fault)}。${reason(cause ?? '')}`;
}

function reason(cause: string): string {
  const characters = [...cause.replace(/[。\s]+$/u, '')];
  if (characters.length === 0) return '';
  const told = characters.slice(0, MOST_OF_CAUSE);
  return `原因：${told.join('')}${told.length < characters.length ? '……' : '。'}`;
}

function standing({ state, repairedAt, closedAt }: Pick<KnownFault, 'state' | 'repairedAt' | 'closedAt'>) {
  const repaired = repairedAt && `${shortInstant(repairedAt.getTime())}修复`;
  if (state === 'REPAIRED' && repaired) return `${repaired}，待甲方恢复测试`;
  if (state !== 'CLOSED' || !closedAt) return TICKET_STATES[state];
  const closed = `${shortInstant(closedAt.getTime())}结单`;
  return repaired ? `${repaired}，经甲方恢复测试，${closed}` : `由运营商处理恢复，${closed}`;
}
