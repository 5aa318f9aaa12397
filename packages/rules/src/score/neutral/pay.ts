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

interface Amounts {
  payable: readonly Fen[];
  /** what each invoice has to name */
  invoiced: readonly Fen[];
  signedOn: Day;
  /** null: not open */
  opensOn: readonly (Day | null)[];
}

/** How every instalment stands. @throws Refusal for the first document or payment that does not fit */
export function payInstalments(
  payments: NeutralPayments,
  { payable, invoiced, signedOn, opensOn }: Amounts,
): (InstalmentStanding & { paid: Fen })[] {
  for (const { instalment, kind } of payments.documents ?? [])
    if (!WANTED[instalment - 1]) throw refuse('UNKNOWN_DOCUMENT', `instalment ${instalment} ${kind}`);
  for (const { instalment } of payments.paid ?? [])
    if (!WANTED[instalment - 1]) throw refuse('PAYMENT_BEFORE_DOCUMENTS', `instalment ${instalment}`);
  return WANTED.map((wanted, index) => {
    const no = index + 1;
    const open = opensOn[index] ?? null;
    const amount = payable[index] ?? 0n;
    const ofThis = <Row extends { instalment: number }>(rows: readonly Row[] | null | undefined) =>
      (rows ?? []).filter(({ instalment }) => instalment === no);
    const paidParts = ofThis(payments.paid);
    if (open === null && ofThis(payments.documents).length + paidParts.length > 0)
      throw refuse('NOT_FINAL', `instalment ${no}`, 'not every month is confirmed');
    const received = documentsOf(ofThis(payments.documents), {
      ...{ no, wanted, signedOn },
      invoiced: invoiced[index] ?? 0n,
    });
    const paid = paidParts.reduce((sum, part) => sum + paidAmount(part.amount, no), 0n);
    const delayDays = ofThis(payments.delays).reduce((sum, { days }) => sum + days, 0);
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
      assertPaidAfter(open, received, standing.missing, day(part.paidOn, `instalment ${no} paidOn`), no);
    if (paid > amount)
      throw refuse('OVERPAID', `instalment ${no}`, `${formatYuan(paid)} of ${formatYuan(amount)}`);
    return { ...standing, paid };
  });
}

/** Nothing is paid by a payment of nothing. */
function paidAmount(given: unknown, no: number): Fen {
  const amount = fen(given, `instalment ${no} paid`);
  if (amount === 0n) throw refuse('BAD_AMOUNT', `instalment ${no} paid`);
  return amount;
}

interface Wanted {
  no: number;
  wanted: readonly PaymentDocumentKind[];
  signedOn: Day;
  invoiced: Fen;
}

/** Only an invoice has to name an amount; one of another document is to be an amount, and decides nothing. */
function documentsOf(
  documents: NonNullable<NeutralPayments['documents']>,
  { no, wanted, signedOn, invoiced }: Wanted,
): ReceivedDocument[] {
  const received: ReceivedDocument[] = [];
  for (const { kind, amount, receivedOn } of documents) {
    const path = `instalment ${no} ${kind}`;
    const known = wanted.find((own) => own === kind);
    if (!known) throw refuse('UNKNOWN_DOCUMENT', path);
    if (received.some((other) => other.kind === kind)) throw refuse('DOCUMENT_TWICE', path);
    const named = kind === 'INVOICE' || (amount ?? null) !== null ? fen(amount, path) : null;
    if (kind === 'INVOICE' && named !== invoiced)
      throw refuse('INVOICE_AMOUNT', path, `${formatYuan(named ?? 0n)} instead of ${formatYuan(invoiced)}`);
    const on = day(receivedOn, `${path} receivedOn`);
    if (on < signedOn) throw refuse('BAD_ORDER', `${path} receivedOn`, 'lies before the signing');
    received.push({ kind: known, receivedOn: on });
  }
  return received;
}

/** A payment follows the opening and the last document. */
function assertPaidAfter(
  opensOn: Day | null,
  received: readonly ReceivedDocument[],
  missing: readonly string[],
  paidOn: Day,
  no: number,
): void {
  const early = opensOn === null || paidOn < opensOn;
  if (early || missing.length > 0 || received.some(({ receivedOn }) => receivedOn > paidOn))
    throw refuse('PAYMENT_BEFORE_DOCUMENTS', `instalment ${no}`, missing.join(', '));
}
