import { completionDay, contractMonths } from '../contract/contract-months.js';
import type { Contract, DocumentRule } from '../contract/contract.types.js';
import { documentDue, INSPECTION_DOCUMENTS } from '../inspection/cycle-dates.js';
import { inspectionSpan, isEmpty, type Kept, keptSpan } from '../inspection/inspected-month.js';
import { dayStart, type Month, monthBounds, monthOf, shiftMonth } from '../month.js';
import { dayOfContract, dayOfMonth, type DueDate, keptDateOn } from './due-date.js';

export type DocumentContract = Pick<Contract, 'id' | 'signedOn' | 'periods' | 'documents' | 'choices'>;

/** A fault that was closed, and when; ms. */
export interface ClosedFault {
  ticketId: string;
  closedAt: number;
}

/** What a document is one of; both null: the contract itself. */
export interface DocumentSubject {
  month: Month | null;
  ticketId: string | null;
}

/** One document that the contract wants by a day (domain §8). */
export interface DueDocument extends DocumentSubject {
  /** `{contract}/{code}`, and the month or the ticket where it is of one */
  id: string;
  contractId: string;
  rule: DocumentRule;
  /** from when on it can be handed in, ms */
  opensAt: number;
  due: DueDate;
}

export const documentIdOf = (
  contract: Pick<Contract, 'id'>,
  code: string,
  { month, ticketId }: DocumentSubject,
): string => [contract.id, code, month ?? ticketId].filter((part) => part !== null).join('/');

/** Whether it looks like the id of a document at all. */
export const isDocumentId = (text: string): boolean =>
  /^[a-z0-9-]+\/[A-Z0-9_]+(\/(\d{4}-\d{2}|tkt_[0-9a-f]{32}))?$/.test(text);

/**
 * Every document that falls due under the contract, in the order of the days: of each month, of each closed fault by the
 * month it was closed in, of the contract. One of a visit or an instalment has no day of its own.
 */
export function dueDocuments(
  contract: DocumentContract,
  kept: Kept,
  closedFaults: readonly ClosedFault[],
): DueDocument[] {
  const rules = contract.documents.filter(({ due }) => due !== null);
  return rules
    .flatMap((rule) => ofRule(contract, rule, kept, closedFaults))
    .sort((a, b) => a.due.dueAt - b.due.dueAt);
}

type Dated = DocumentSubject & { opensAt: number; due: DueDate | null };

function ofRule(
  contract: DocumentContract,
  rule: DocumentRule,
  kept: Kept,
  closedFaults: readonly ClosedFault[],
): DueDocument[] {
  const first = keptSpan(contract, kept).from;
  return datesOf(contract, rule, kept, closedFaults).flatMap(({ month, ticketId, opensAt, due }) => {
    if (due === null) return [];
    const id = documentIdOf(contract, rule.code, { month, ticketId });
    return [{ id, contractId: contract.id, rule, month, ticketId, opensAt: Math.max(first, opensAt), due }];
  });
}

function datesOf(
  contract: DocumentContract,
  rule: DocumentRule,
  kept: Kept,
  closedFaults: readonly ClosedFault[],
): Dated[] {
  switch (rule.each) {
    case 'MONTH':
      return contractMonths(contract)
        .filter((month) => isAskedIn(contract, rule, month, kept))
        .map((month) => ({
          month,
          ticketId: null,
          opensAt: opensIn(rule, month),
          due: documentDue(contract, rule.code, month, kept),
        }));
    case 'FAULT':
      return closedFaults.map(({ ticketId, closedAt }) => ({
        month: null,
        ticketId,
        opensAt: closedAt,
        due: dated(contract, rule, dayOfMonth(rule, monthOf(closedAt)), kept),
      }));
    case 'CONTRACT':
      return [
        {
          month: null,
          ticketId: null,
          opensAt: rule.due?.on === 'COMPLETION' ? dayStart(completionDay(contract)) : -Infinity,
          due: dated(contract, rule, dayOfContract(rule, contract), kept),
        },
      ];
    case 'VISIT':
    case 'INSTALMENT':
      return [];
  }
}

const dated = (contract: DocumentContract, rule: DocumentRule, day: string | null, kept: Kept) =>
  day === null ? null : keptDateOn(contract, day, rule.due?.remindDays ?? 0, kept);

/** A report on inspections is wanted of the months that are inspected. */
const isAskedIn = (contract: DocumentContract, { code }: DocumentRule, month: Month, kept: Kept): boolean =>
  !Object.values<string>(INSPECTION_DOCUMENTS).includes(code) ||
  !isEmpty(inspectionSpan(contract, month, kept));

/** What the bureau owes tells of the whole month, and so not before its end. */
function opensIn({ by, due }: DocumentRule, month: Month): number {
  if (by === 'BUREAU') return monthBounds(month).to;
  return monthBounds(due?.on === 'LAST_DAY_OF_PREVIOUS_MONTH' ? shiftMonth(month, -1) : month).from;
}
