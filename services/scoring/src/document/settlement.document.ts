import type { PaidInstalment, SettlementStatement } from '@zhishou/documents/settlement-statement';
import { headOf } from '@zhishou/platform/document/contract-head';
import { contractMonths } from '@zhishou/rules/contract/contract-months';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { formatFraction } from '@zhishou/rules/fraction';
import { paidOf, standingOfCase } from '@zhishou/rules/settlement/instalment-case';
import type { SettledAmounts } from '@zhishou/rules/settlement/settlement-case';
import type { EntityManager } from 'typeorm';
import { Instalment } from '../instalment/instalment.entity.js';
import { payableOf } from '../instalment/payable.js';
import type { LateRow } from '../settlement/late-rows.js';
import { instant } from '../instant.js';
import type { JudgedFault } from '../settlement/settled-apart.js';
import { confirmedMonths } from '../settlement/settled-amounts.js';
import type { Settlement } from '../settlement/settlement.entity.js';
import { reasonOfLate } from '../sheet/reason.js';
import { ScoreSheet } from '../sheet/sheet.entity.js';
import { equipmentOf } from './fault.words.js';

export interface Settled {
  settlement: Settlement;
  contract: Contract;
  amounts: SettledAmounts | null;
  judged: readonly JudgedFault[];
  late: readonly LateRow[];
}

/** 《运维服务酬金结算单》; a forecast by the months confirmed so far until the contract is settled. @param now ms */
export async function settlementDocument(
  manager: EntityManager,
  { settlement, contract, amounts, judged, late }: Settled,
  now: number,
): Promise<SettlementStatement> {
  const { total, base, settledAt } = settlement.process;
  const instalments = await manager.find(Instalment, {
    where: { contractId: contract.id },
    order: { no: 'ASC' },
  });
  return {
    head: headOf(contract, now),
    signedOn: contract.signedOn,
    settledAt,
    total,
    base: base ?? total,
    baseReason: settlement.baseReason,
    mean: contract.choices['settlement.mean'],
    months: await monthLines(manager, contract),
    monthsOfContract: contractMonths(contract).length,
    amounts,
    instalments: instalments.map((one) => instalmentLine(contract, one, payableOf(one, amounts))),
    apart: judged.map(({ ticket, judgedAt }) => ({
      ticket: ticket.number,
      equipment: equipmentOf(ticket),
      judgedAt: judgedAt.getTime(),
      repairedAt: instant(ticket.repairedAt),
    })),
    late: late.map(({ month, code, cause, points }) => ({
      month: month!,
      item: `${code} ${contract.scores[code].title}`,
      reason: reasonOfLate(cause),
      points,
    })),
  };
}

async function monthLines(
  manager: EntityManager,
  contract: Contract,
): Promise<SettlementStatement['months']> {
  const sheets = await manager.findBy(ScoreSheet, { contractId: contract.id, state: 'CONFIRMED' });
  const confirmedAt = new Map(sheets.map(({ month, process }) => [month, process.confirmedAt!]));
  const months = await confirmedMonths(manager, contract);
  return months
    .sort((a, b) => a.month.localeCompare(b.month))
    .map(({ month, performance, service, days }) => ({
      ...{ month, days, confirmedAt: confirmedAt.get(month)! },
      ...{ performance: formatFraction(performance), service: formatFraction(service) },
    }));
}

function instalmentLine(contract: Contract, { no, process }: Instalment, payable: number): PaidInstalment {
  const { instalments, documentKinds } = contract.payments;
  const { title, percent } = instalments.find((one) => one.no === no)!;
  const { state, gross, amounts, received, rules, appliedOn, payments } = process;
  const wanted = state === 'NOTHING_PAYABLE' ? [] : rules.wanted;
  return {
    ...{ title, percent, gross, payable, appliedOn, paid: paidOf(process) },
    opensOn: amounts?.opensOn ?? null,
    documents: wanted.map((kind) => ({
      title: documentKinds[kind],
      receivedOn: received.find((one) => one.kind === kind)?.receivedOn ?? null,
    })),
    payBy: standingOfCase(process).payBy,
    paidOn: state === 'PAID' ? (payments.at(-1)?.paidOn ?? null) : null,
  };
}
