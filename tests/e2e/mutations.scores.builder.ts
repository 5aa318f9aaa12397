import type { Entry } from './mutation-entry.builder.js';
import { EARLIER, paperScores } from './score.builder.js';
import type { World } from './world.builder.js';

const NOW = () => new Date(Date.now() - 1_000).toISOString();
const LONG_AGO = '2020-01-01T00:00:00Z';

/** One good input for every mutation of a month's scores and of the money. */
export function scoresOf({
  accident,
  scored: { months, instalments, papers, files },
}: World): Record<string, Entry> {
  const decides = { by: 'supervisor', may: ['supervisor', 'admin'] } satisfies Partial<Entry>;
  const wrongMonths: Entry['unfit'] = [
    [{ month: '2099-01' }, 'month'],
    [{ contractId: 'none' }, 'contractId'],
  ];
  return {
    registerServiceEvent: {
      ...decides,
      input: { ...accident, contractId: 'demo-seconds', note: '通信中断', fileIds: [files.inForce] },
      unfit: [
        [{ points: 11 }, 'points'],
        [{ fileIds: [files.earlier] }, 'fileIds.0'],
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
    requestContractUpload: {
      ...{ by: 'dispatcher', may: ['dispatcher', 'supervisor', 'admin'] },
      input: {
        ...{ contractId: EARLIER, fileName: '考核表.pdf', contentType: 'application/pdf', size: 1_000 },
        sha256: '0'.repeat(64),
      },
      unfit: [
        [{ fileName: '..' }, 'fileName'],
        [{ contractId: 'none' }, 'contractId'],
      ],
    },
    enterPaperScores: {
      ...{ by: 'admin', may: ['admin'], input: paperScores(papers.toEnter, files.earlier) },
      another: paperScores(papers.spare, files.earlier),
      unfit: [
        ...wrongMonths,
        [months.open, 'month'],
        [{ performance: 100.01 }, 'performance'],
        [{ service: 97.255 }, 'service'],
        [{ service: -1 }, 'service'],
        [{ fileIds: [] }, 'fileIds'],
        [{ fileIds: [files.inForce] }, 'fileIds.0'],
        [{ fileIds: [files.earlier, files.earlier] }, 'fileIds'],
      ],
    },
    confirmPaperScores: {
      ...{ by: 'supervisor', may: ['supervisor'], input: papers.entered, another: papers.another },
      unfit: [...wrongMonths, [papers.spare, 'month'], [months.open, 'month']],
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
