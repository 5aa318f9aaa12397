import { contractMonths } from '../contract/contract-months.js';
import type { Contract, DocumentRule } from '../contract/contract.types.js';
import {
  addDays,
  type Day,
  dayEnd,
  dayOf,
  DAY_MS,
  dayStart,
  lastDayOf,
  type Month,
  monthBounds,
  shiftMonth,
} from '../month.js';
import { type DueInstants, dueOn } from './due-clock.js';
import { inspectionSpan, isEmpty, type Kept, keptSpan } from './inspected-month.js';

/** Something due on a day: in time until its 24:00 in Shanghai. */
export interface DueDate extends DueInstants {
  day: Day;
}

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

/** Its own codes of documents.yaml (六、2). */
const DOCUMENTS = {
  plan: 'INSPECTION_PLAN',
  summary: 'INSPECTION_REPORT',
  jointTest: 'JOINT_TEST_REPORT',
} as const;

/** The day on which the month's document of this rule is due; null where it is due on no day of a month. */
function dueDayOf({ each, due }: DocumentRule, month: Month): Day | null {
  if (each !== 'MONTH' || !due) return null;
  if (due.on === 'LAST_DAY_OF_MONTH') return addDays(lastDayOf(month), due.plusDays);
  if (due.on === 'LAST_DAY_OF_PREVIOUS_MONTH') return addDays(lastDayOf(shiftMonth(month, -1)), due.plusDays);
  return null;
}

/**
 * When the month's document of this code is due; null where the contract asks for none, or none by a day that is kept:
 * nothing falls due before the signing or the first day kept, nor after an early end (domain §10).
 */
export function documentDue(contract: DatedContract, code: string, month: Month, kept: Kept): DueDate | null {
  const rule = contract.documents.find((document) => document.code === code);
  const day = rule ? dueDayOf(rule, month) : null;
  return day === null ? null : keptDateOn(contract, day, rule?.due?.remindDays ?? 0, kept);
}

type Signed = Pick<Contract, 'signedOn'>;

function dateOn(contract: Signed, day: Day, remindDays: number, kept: Kept): DueDate {
  return { day, ...dueOn(day, remindDays, keptSpan(contract, kept).from) };
}

function keptDateOn(contract: Signed, day: Day, remindDays: number, kept: Kept): DueDate | null {
  const { from, to } = keptSpan(contract, kept);
  return dayStart(day) < from || dayEnd(day) > to ? null : dateOn(contract, day, remindDays, kept);
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
    plan: documentDue(contract, DOCUMENTS.plan, month, kept),
    summary: documentDue(contract, DOCUMENTS.summary, month, kept),
    jointTest: documentDue(contract, DOCUMENTS.jointTest, month, kept),
    coverage: dateOn(contract, lastDay, remindDays, kept),
    call: keptDateOn(contract, lastDayOf(month), remindDays, kept),
  };
}

/** Every month with an inspection cycle, in order. */
export const cycleMonths = (contract: DatedContract, kept: Kept): Month[] =>
  contractMonths(contract).filter((month) => !isEmpty(inspectionSpan(contract, month, kept)));
