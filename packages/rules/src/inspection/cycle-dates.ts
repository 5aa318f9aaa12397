import { contractMonths } from '../contract/contract-months.js';
import type { Contract } from '../contract/contract.types.js';
import { dateOn, dayOfMonth, type DueDate, keptDateOn } from '../document/due-date.js';
import { type Day, DAY_MS, dayOf, lastDayOf, type Month, monthBounds, shiftMonth } from '../month.js';
import { inspectionSpan, isEmpty, type Kept, keptSpan } from './inspected-month.js';

/** The dates of one month's inspection cycle. */
export interface CycleDates {
  month: Month;
  /** the days inspected: the first and the last month of a contract are parts */
  firstDay: Day;
  lastDay: Day;
  /** 00:00 of the first day and 24:00 of the last, ms */
  from: number;
  to: number;
  /** until when a record is taken that was written within the days inspected, without a connection, ms */
  recordsUntil: number;
  /** the instant from which the month is planned: the month before begins, never before the contract does, ms */
  opensAt: number;
  /** null: none is due (the first month, or what fell due before the first day kept) */
  plan: DueDate | null;
  summary: DueDate | null;
  jointTest: DueDate | null;
  /** every asset visited: by the last day inspected */
  coverage: DueDate;
  /** null where the contract was ended early */
  call: DueDate | null;
}

type DatedContract = Pick<Contract, 'signedOn' | 'periods' | 'documents' | 'choices'>;

/** Its own codes of documents.yaml (六、2): asked for in months that are inspected. */
export const INSPECTION_DOCUMENTS = {
  plan: 'INSPECTION_PLAN',
  summary: 'INSPECTION_REPORT',
  jointTest: 'JOINT_TEST_REPORT',
} as const;

/**
 * When the month's document of this code is due; null where the contract asks for none, or none by a day that is kept:
 * nothing falls due before the signing or the first day kept, nor after an early end (domain §10).
 */
export function documentDue(contract: DatedContract, code: string, month: Month, kept: Kept): DueDate | null {
  const rule = contract.documents.find((document) => document.code === code);
  const day = rule?.each === 'MONTH' ? dayOfMonth(rule, month) : null;
  return day === null ? null : keptDateOn(contract, day, rule?.due?.remindDays ?? 0, kept);
}

/**
 * The dates of the month's inspection cycle (附件一 1; domain §§5, 6 P2, 10); null where the contract inspects nothing in
 * the month. The plan of the first month, due before the signing, is not asked for. @throws RangeError for no month
 */
export function cycleDates(contract: DatedContract, month: Month, kept: Kept): CycleDates | null {
  const span = inspectionSpan(contract, month, kept);
  if (isEmpty(span)) return null;
  const lastDay = dayOf(span.to - 1);
  const remindDays = contract.choices['inspection.remindDays'];
  return {
    month,
    firstDay: dayOf(span.from),
    lastDay,
    ...span,
    recordsUntil: span.to + contract.choices['inspection.lateRecordDays'] * DAY_MS,
    opensAt: Math.max(keptSpan(contract, kept).from, monthBounds(shiftMonth(month, -1)).from),
    plan: documentDue(contract, INSPECTION_DOCUMENTS.plan, month, kept),
    summary: documentDue(contract, INSPECTION_DOCUMENTS.summary, month, kept),
    jointTest: documentDue(contract, INSPECTION_DOCUMENTS.jointTest, month, kept),
    coverage: dateOn(contract, lastDay, remindDays, kept),
    call: keptDateOn(contract, lastDayOf(month), remindDays, kept),
  };
}

/** Every month with an inspection cycle, in order. */
export const cycleMonths = (contract: DatedContract, kept: Kept): Month[] =>
  contractMonths(contract).filter((month) => !isEmpty(inspectionSpan(contract, month, kept)));
