import type { Entry } from './mutation-entry.builder.js';
import { EARLIER } from './score.builder.js';
import type { World } from './world.builder.js';

const NOW = () => new Date(Date.now() - 1_000).toISOString();
const LONG_AGO = '2020-01-01T00:00:00Z';

/** One good input for every mutation of a month's scores and of the money. */
export function scoresOf({ accident, scored: { months, instalments } }: World): Record<string, Entry> {
  const decides = { by: 'supervisor', may: ['supervisor', 'admin'] } satisfies Partial<Entry>;
  const wrongMonths: Entry['unfit'] = [
    [{ month: '2099-01' }, 'month'],
    [{ contractId: 'none' }, 'contractId'],
  ];
  return {
    registerServiceEvent: {
      ...decides,
      input: { ...accident, contractId: 'demo-seconds', note: '通信中断' },
      unfit: [
        [{ points: 11 }, 'points'],
        [{ points: undefined }, 'points'],
        [{ kind: 'COMPLAINT' }, 'points'],
        [{ kind: 'DIRECT_DEDUCTION' }, 'ticketId'],
        [{ kind: 'DIRECT_DEDUCTION', points: 1_001 }, 'points'],
      ],
    },
    scoreMonth: {
      ...{ by: 'supervisor', may: ['supervisor'], input: months.open, another: months.spare },
      unfit: wrongMonths,
    },
    objectToScore: {
      ...{ by: 'dispatcher', may: ['dispatcher'] },
      input: { ...months.scored, text: '第三方原因，请复核', waive: false },
      unfit: [...wrongMonths, [{ text: undefined }, 'text']],
    },
    answerObjection: {
      ...{ by: 'supervisor', may: ['supervisor'], input: { ...months.objected, text: '维持原评分' } },
      unfit: wrongMonths,
    },
    confirmScore: {
      ...{ by: 'admin', may: ['admin'], input: months.waived, another: months.spare },
      unfit: wrongMonths,
    },
    approveSettlementBase: {
      ...{ by: 'admin', may: ['admin'] },
      input: { contractId: EARLIER, base: '99000000', reason: '指挥车停驶' },
      unfit: [
        [{ base: '0' }, 'base'],
        [{ base: '100000001' }, 'base'],
      ],
    },
    recordPaymentDocument: {
      ...decides,
      input: { ...instalments.waiting, kind: 'INVOICE', amount: '25000000', receivedAt: NOW() },
      another: { ...instalments.waiting, kind: 'PAYMENT_NOTICE', receivedAt: NOW() },
      unfit: [
        [{ amount: '25000001' }, 'amount'],
        [{ amount: undefined }, 'amount'],
        [{ kind: 'PAYMENT_NOTICE' }, 'amount'],
        [{ kind: 'SERVICE_DOCUMENTS', amount: undefined }, 'kind'],
        [{ receivedAt: LONG_AGO }, 'receivedAt'],
        [{ instalment: 9 }, 'instalment'],
      ],
    },
    applyForPayment: {
      ...decides,
      input: { ...instalments.due, appliedAt: NOW() },
      another: { ...instalments.payable, appliedAt: NOW() },
      unfit: [[{ appliedAt: LONG_AGO }, 'appliedAt']],
    },
    recordPayment: {
      ...decides,
      input: { ...instalments.payable, amount: '10000000', paidAt: NOW() },
      another: { ...instalments.payable, amount: '15000000', paidAt: NOW() },
      unfit: [
        [{ paidAt: LONG_AGO }, 'paidAt'],
        [{ amount: '0' }, 'amount'],
      ],
    },
  };
}
