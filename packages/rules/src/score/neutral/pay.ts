import type { PaymentDocumentKind } from '../../contract/contract.types.js';
import { type Fen, formatYuan } from '../../fen.js';
import type { Day } from '../../month.js';
import { type InstalmentStanding, type ReceivedDocument, standingOf } from '../../settlement/instalment.js';
import { refuse } from '../refusal.js';
import { fen } from './amounts.js';
import type { NeutralPayments } from './format.types.js';
import { day } from './reading.js';

const TERM_DAYS = 30;
const WANTED: PaymentDocumentKind[][] = [
  ['INVOICE', 'PAYMENT_NOTICE'],
  ['INVOICE', 'PAYMENT_NOTICE'],
  ['INVOICE', 'PAYMENT_NOTICE', 'SERVICE_DOCUMENTS'],
];
const THIRD = 3;

interface Amounts {
  payable: readonly Fen[];
  /** what each invoice has to name */
  invoiced: readonly Fen[];
  /** null: not open */
  opensOn: readonly (Day | null)[];
}

/** How every instalment stands. @throws Refusal for the first document or payment that does not fit */
export function payInstalments(
  payments: NeutralPayments,
  { payable, invoiced, opensOn }: Amounts,
): (InstalmentStanding & { paid: Fen })[] {
  return WANTED.map((wanted, index) => {
    const no = index + 1;
    const open = opensOn[index] ?? null;
    const amount = payable[index] ?? 0n;
    const received = documentsOf(payments, no, wanted, invoiced[index] ?? 0n);
    const paidParts = (payments.paid ?? []).filter(({ instalment }) => instalment === no);
    if (no === THIRD && open === null && received.length + paidParts.length > 0)
      throw refuse('NOT_FINAL', `instalment ${no}`, 'not every month is confirmed');
    const paid = paidParts.reduce((sum, part) => sum + fen(part.amount, `instalment ${no} paid`), 0n);
    const delays = (payments.delays ?? []).filter(({ instalment }) => instalment === no);
    const delayDays = delays.reduce((sum, { days }) => sum + days, 0);
    const standing = standingOf({
      payable: amount,
      wanted,
      opensOn: open,
      received,
      paid,
      termDays: TERM_DAYS,
      delayDays,
    });
    for (const part of paidParts)
      assertPaidAfter(received, standing.missing, day(part.paidOn, `instalment ${no} paidOn`), no);
    if (paid > amount)
      throw refuse('OVERPAID', `instalment ${no}`, `${formatYuan(paid)} of ${formatYuan(amount)}`);
    return { ...standing, paid };
  });
}

function documentsOf(
  { documents = [] }: NeutralPayments,
  no: number,
  wanted: readonly PaymentDocumentKind[],
  invoiced: Fen,
): ReceivedDocument[] {
  const received: ReceivedDocument[] = [];
  for (const { instalment, kind, amount, receivedOn } of documents) {
    if (instalment !== no) continue;
    const path = `instalment ${no} ${kind}`;
    const known = wanted.find((own) => own === kind);
    if (!known) throw refuse('UNKNOWN_DOCUMENT', path);
    if (received.some((other) => other.kind === kind)) throw refuse('DOCUMENT_TWICE', path);
    if (kind === 'INVOICE') {
      const named = fen(amount, path);
      if (named !== invoiced)
        throw refuse('INVOICE_AMOUNT', path, `${formatYuan(named)} instead of ${formatYuan(invoiced)}`);
    }
    received.push({ kind: known, receivedOn: day(receivedOn, `${path} receivedOn`) });
  }
  return received;
}

function assertPaidAfter(
  received: readonly ReceivedDocument[],
  missing: readonly string[],
  paidOn: Day,
  no: number,
): void {
  if (missing.length > 0 || received.some(({ receivedOn }) => receivedOn > paidOn))
    throw refuse('PAYMENT_BEFORE_DOCUMENTS', `instalment ${no}`, missing.join(', '));
}
