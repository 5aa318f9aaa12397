import { monthOf, shiftMonth } from '@zhishou/rules/month';
import type { MadeUp } from './made-up.js';

/** How to look at what was made up, for the person who started the system. */
export function guideTo({ signedOn, months }: MadeUp): string {
  const last = shiftMonth(monthOf(Date.parse(`${signedOn}T00:00:00+08:00`)), months - 1);
  const now = months < 12 ? `，第 ${months + 1} 个月进行中` : '，合同已期满并结算';
  return [
    `以上为模拟数据：签订日 ${signedOn}，${months} 个月已过${now}。不含任何真实人员或事件。`,
    `  用 supervisor 登录 GraphiQL：{ scoreSheet(month: "${last}") { state performance { points } service { points } } }`,
    '  正在计时的工单：{ tickets(filter: { clock: { kind: RESOLVE, states: [RUNNING] } }, first: 20) { nodes { number summary } } }',
    '  重算全部考核表：npm run score -- replay',
    `  假设某事未发生：npm run score -- what-if ${last} --without <工单 id>`,
    '  校验留痕：npm run verify -- audit --rows',
  ].join('\n');
}
