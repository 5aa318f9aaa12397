import { coveredDays } from '@zhishou/rules/contract/contract-months';
import { contractMonths } from '@zhishou/rules/contract/contract-months';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { formatFraction, parseFraction } from '@zhishou/rules/fraction';
import { type MonthScores, type Remuneration, remunerationOf } from '@zhishou/rules/settlement/remuneration';
import type { SettledAmounts, SettlementCase } from '@zhishou/rules/settlement/settlement-case';
import { type EntityManager, In } from 'typeorm';
import { Scoring } from '../sheet/scoring.entity.js';
import { ScoreSheet } from '../sheet/sheet.entity.js';

/** Of the contract, and what of it the remuneration is computed from; fen. */
export type Price = Pick<SettlementCase, 'total' | 'base'>;

export interface Reckoning {
  /** null before a month is confirmed */
  amounts: SettledAmounts | null;
  /** the months that are confirmed */
  confirmed: string[];
  /** the others of the contract */
  unconfirmed: string[];
}

/** What a contract comes to by the months confirmed so far (domain §7). */
export async function reckon(manager: EntityManager, contract: Contract, price: Price): Promise<Reckoning> {
  const months = await confirmedMonths(manager, contract);
  const confirmed = months.map(({ month }) => month).sort();
  const unconfirmed = contractMonths(contract).filter((month) => !confirmed.includes(month));
  if (months.length === 0) return { amounts: null, confirmed, unconfirmed };
  const reckoned = remunerationUnder(contract, price, months);
  const { performance, service, remuneration, deduction, recoverable, gross, payable } = reckoned;
  const amounts: SettledAmounts = {
    performance: formatFraction(performance),
    service: formatFraction(service),
    remuneration: Number(remuneration),
    deduction: Number(deduction),
    recoverable: Number(recoverable),
    gross: gross.map(Number),
    payable: payable.map(Number),
  };
  return { amounts, confirmed, unconfirmed };
}

/** The scores of every month of the contract that is confirmed. */
export async function confirmedMonths(
  manager: EntityManager,
  contract: Contract,
): Promise<(MonthScores & { month: string })[]> {
  const sheets = await manager.findBy(ScoreSheet, { contractId: contract.id, state: 'CONFIRMED' });
  const scorings = await manager.findBy(Scoring, { id: In(sheets.map(({ scoringId }) => scoringId)) });
  return scorings.map(({ result: { month, performance, service } }) => ({
    month,
    performance: parseFraction(performance),
    service: parseFraction(service),
    days: coveredDays(contract, month),
  }));
}

/** What these months come to by the contract's own rules. */
export const remunerationUnder = (
  { choices, payments }: Contract,
  { total, base }: Price,
  months: readonly MonthScores[],
): Remuneration =>
  remunerationOf(BigInt(total), BigInt(base ?? total), months, {
    mean: choices['settlement.mean'],
    percents: payments.instalments.map(({ percent }) => percent),
  });
