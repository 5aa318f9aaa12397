import { compare, formatFraction, fraction, type Fraction } from '../../fraction.js';
import type { Fen } from '../../fen.js';
import { coveredDays } from '../../contract/contract-months.js';
import { addDays, addMonths, type Day, dayOf, type Month } from '../../month.js';
import { remunerationOf, type MonthScores } from '../../settlement/remuneration.js';
import { refuse } from '../refusal.js';
import { exact, fen } from './amounts.js';
import type { NeutralPayments, NeutralSettlement, NeutralSheet } from './format.types.js';
import { payInstalments } from './pay.js';
import type { ReadContract } from './read-contract.js';
import { day } from './reading.js';

const PERCENTS = [70, 25, 5];
const SECOND_AFTER_MONTHS = 6;

export interface SettlementAnswer {
  performance: string;
  service: string;
  remuneration: number;
  deduction: number;
  recoverable: number;
  /** every month of the contract is confirmed; else a forecast */
  final: boolean;
  gross: number[];
  payable: number[];
  state: string[];
  payBy: (Day | null)[];
  paid: number[];
  missing: string[][];
  /** what is settled apart, in all */
  apart: number;
}

type SettledContract = Pick<ReadContract, 'months' | 'covered' | 'signedOn' | 'periods' | 'choices'>;

/**
 * The settlement of a contract from its sheets (domain §7).
 * @throws Refusal for sheets, documents and payments that do not fit
 */
export function settle(settlement: NeutralSettlement, contract: SettledContract): SettlementAnswer {
  const payments = settlement.payments ?? {};
  const total = fen(settlement.total, 'total');
  const confirmed = confirmedSheets(settlement.sheets, contract);
  if (confirmed.every(({ days }) => days === 0)) throw refuse('NO_CONFIRMED_MONTH', 'sheets');
  const final = isFinal(settlement.sheets, confirmed.length, payments.months ?? contract.months);
  const { performance, service, remuneration, deduction, recoverable, gross, payable } = remunerationOf(
    total,
    total,
    confirmed,
    { mean: contract.choices['settlement.mean'], percents: PERCENTS },
  );
  const invoiced =
    contract.choices['settlement.invoice3'] === 'gross'
      ? [...payable.slice(0, -1), gross.at(-1) ?? 0n]
      : payable;
  const standings = payInstalments(payments, {
    payable,
    invoiced,
    signedOn: signingDay(payments, contract),
    opensOn: openings(payments, contract, final),
  });
  return {
    performance: formatFraction(performance),
    service: formatFraction(service),
    remuneration: Number(remuneration),
    deduction: Number(deduction),
    recoverable: Number(recoverable),
    final,
    gross: gross.map(Number),
    payable: payable.map(Number),
    state: standings.map(({ state }) => state),
    payBy: standings.map(({ payBy }) => payBy),
    paid: standings.map(({ paid }) => Number(paid)),
    missing: standings.map(({ missing }) => missing),
    apart: Number(
      (payments.apart ?? []).reduce(
        (sum: Fen, { amount }, index) => sum + fen(amount, `apart[${index}]`),
        0n,
      ),
    ),
  };
}

const isConfirmed = ({ state }: NeutralSheet): boolean => (state ?? 'CONFIRMED') === 'CONFIRMED';

/** @param wanted the months that have to be confirmed, or how many; a sheet that names no month may be any of them */
function isFinal(
  sheets: readonly NeutralSheet[],
  confirmed: number,
  wanted: number | readonly Month[],
): boolean {
  if (typeof wanted === 'number') return confirmed >= wanted;
  const named = new Set(sheets.filter(isConfirmed).flatMap(({ month }) => month ?? []));
  return wanted.filter((month) => !named.has(month)).length <= confirmed - named.size;
}

function confirmedSheets(sheets: readonly NeutralSheet[], contract: SettledContract): MonthScores[] {
  const seen = new Set<Month>();
  for (const [index, { month }] of sheets.entries()) {
    if (!month) continue;
    if (seen.has(month)) throw refuse('MONTH_TWICE', `sheets[${index}].month`);
    if (!contract.months.includes(month)) throw refuse('MONTH_OUTSIDE_CONTRACT', `sheets[${index}].month`);
    seen.add(month);
  }
  return sheets.flatMap((sheet, index) => {
    if (!isConfirmed(sheet)) return [];
    const { month, performance, service, days } = sheet;
    const scores: MonthScores = {
      performance: score(performance, `sheets[${index}].performance`),
      service: score(service, `sheets[${index}].service`),
      days: days ?? (month ? coveredDays(contract, month) : 1),
    };
    return [scores];
  });
}

/** @throws Refusal BAD_POINTS outside of 0 … 100 */
function score(value: unknown, path: string): Fraction {
  const points = exact(value, path);
  if (compare(points, fraction(0)) < 0 || compare(points, fraction(100)) > 0)
    throw refuse('BAD_POINTS', path);
  return points;
}

const signingDay = (payments: NeutralPayments, contract: SettledContract): Day =>
  day(payments.signedOn ?? contract.signedOn, 'payments.signedOn');

/** When each instalment opens; the third when the contract is over and every month confirmed. */
function openings(payments: NeutralPayments, contract: SettledContract, final: boolean): (Day | null)[] {
  const signedOn = signingDay(payments, contract);
  const completedOn = day(payments.completedOn ?? dayOf(contract.covered.to - 1), 'payments.completedOn');
  return [signedOn, addMonths(signedOn, SECOND_AFTER_MONTHS), final ? addDays(completedOn, 1) : null];
}
