import type { Contract } from '@zhishou/rules/contract/contract.types';
import { addMonths, dayStart } from '@zhishou/rules/month';
import type { Act } from './act.js';
import { daysLater } from './instants.js';
import type { Random } from './random.js';

/** The instalments: their documents, the application, the payment. @param settledAt when the last month is confirmed */
export const paymentsOf = (random: Random, contract: Contract, settledAt: number): Act[] =>
  contract.payments.instalments.flatMap(({ no, opens, documents }) => {
    const opened =
      opens.at === 'SIGNING' ? dayStart(addMonths(contract.signedOn, opens.months ?? 0)) : settledAt;
    return instalmentActs(random.of(`instalment ${no}`), no, documents, opened);
  });

function instalmentActs(random: Random, instalment: number, kinds: readonly string[], opened: number): Act[] {
  const received = kinds.map((kind): Act => {
    const at = daysLater(random, opened, 2, 9);
    return {
      at,
      who: 'supervisor',
      ask: 'recordPaymentDocument',
      input: { instalment, kind, receivedAt: new Date(at) },
    };
  });
  const complete = Math.max(...received.map(({ at }) => at));
  const applied = daysLater(random, complete, 3, 20);
  const paid = daysLater(random, applied, 5, 15);
  return [
    ...received,
    {
      at: applied,
      who: 'admin',
      ask: 'applyForPayment',
      input: { instalment, appliedAt: new Date(applied) },
    },
    { at: paid, who: 'admin', ask: 'recordPayment', input: { instalment, paidAt: new Date(paid) } },
  ];
}
