import { formatYuan } from '../fen.js';
import type { Day } from '../month.js';
import { type InstalmentCase, type InstalmentStep, paidOf } from './instalment-case.js';

/** A field that does not fit, and why. */
export interface InstalmentProblem {
  path: 'amount' | 'kind' | 'receivedAt' | 'appliedAt' | 'paidAt';
  message: string;
}

/** What of a step does not fit the instalment, in the words of the form. @param today in Shanghai */
export function instalmentProblems(
  instalment: InstalmentCase,
  step: InstalmentStep,
  { signedOn, today }: { signedOn: Day; today: Day },
): InstalmentProblem[] {
  const problems: InstalmentProblem[] = [];
  const dated = (path: InstalmentProblem['path'], day: Day, from: Day, since: string) => {
    if (day > today) problems.push({ path, message: 'lies in the future' });
    else if (day < from) problems.push({ path, message: `lies before ${since}, ${from}` });
  };
  if (step.action === 'recordPaymentDocument') {
    dated('receivedAt', step.receivedOn, signedOn, 'the signing');
    if (!instalment.rules.wanted.includes(step.kind))
      problems.push({ path: 'kind', message: `instalment ${instalment.no} asks for no ${step.kind}` });
    problems.push(...invoiceProblems(instalment, step));
  }
  const complete = instalment.received.reduce(
    (last, { receivedOn }) => (receivedOn > last ? receivedOn : last),
    '',
  );
  const from = [complete, instalment.amounts?.opensOn ?? ''].reduce((a, b) => (a > b ? a : b));
  if (step.action === 'applyForPayment')
    dated('appliedAt', step.appliedOn, from, 'its opening and the receipt of its documents');
  if (step.action === 'recordPayment') {
    dated('paidAt', step.paidOn, from, 'its opening and the receipt of its documents');
    if (step.amount <= 0) problems.push({ path: 'amount', message: 'is more than 0 fen' });
  }
  return problems;
}

/** An invoice names exactly what is payable; nothing else names an amount. */
function invoiceProblems(
  { amounts }: InstalmentCase,
  { kind, amount }: Extract<InstalmentStep, { action: 'recordPaymentDocument' }>,
): InstalmentProblem[] {
  if (kind !== 'INVOICE')
    return amount === null ? [] : [{ path: 'amount', message: `${kind} names no amount` }];
  const wanted = amounts?.invoiced ?? 0;
  if (amount === wanted) return [];
  const named = amount === null ? 'none' : `${formatYuan(BigInt(amount))} yuan`;
  return [
    { path: 'amount', message: `the invoice names ${named}, payable is ${formatYuan(BigInt(wanted))} yuan` },
  ];
}

/** Why so much cannot be paid, or null: it is more than is left; of what is not payable yet nothing is said. */
export function overpaid(instalment: InstalmentCase, amount: number): string | null {
  if (!instalment.amounts) return null;
  const left = instalment.amounts.payable - paidOf(instalment);
  return amount > left
    ? `${formatYuan(BigInt(amount))} yuan is more than the ${formatYuan(BigInt(left))} yuan still to be paid`
    : null;
}
