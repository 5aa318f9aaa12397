import { SETTLEMENT_OPENED, type SettlementEventData } from '@zhishou/messages/settlement-events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { databaseNow } from '@zhishou/platform/db/clock';
import { insertOnce } from '@zhishou/platform/db/insert-once';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { Contract, InstalmentRule } from '@zhishou/rules/contract/contract.types';
import { addMonths, dayStart } from '@zhishou/rules/month';
import { type InstalmentFacts, openInstalment } from '@zhishou/rules/settlement/instalment-case';
import { grossOf } from '@zhishou/rules/settlement/remuneration';
import { openSettlement } from '@zhishou/rules/settlement/settlement-case';
import type { DataSource, EntityManager } from 'typeorm';
import { Instalment } from '../instalment/instalment.entity.js';
import { instalmentColumns } from '../instalment/instalment.recording.js';
import { Settlement } from './settlement.entity.js';
import { settlementColumns, settlementSnapshot } from './settlement.recording.js';

export const instalmentIdOf = ({ id }: Pick<Contract, 'id'>, no: number): string => `${id}/${no}`;

/** Opens the settlement of every contract that is signed by the database's clock, with its instalments; each once. */
export const openSettlements = (db: DataSource, contracts: readonly Contract[]): Promise<void> =>
  inTransaction(db, async (manager) => {
    const now = await databaseNow(manager);
    for (const contract of contracts)
      if (dayStart(contract.signedOn) <= now) await openOne(manager, contract, now);
  });

async function openOne(manager: EntityManager, contract: Contract, now: number): Promise<void> {
  const at = new Date(now);
  const settlement = manager.create(Settlement, {
    id: contract.id,
    baseReason: null,
    openedAt: at,
    processStartedAt: null,
    ...settlementColumns(openSettlement(contract.id, contract.totalFen)),
  });
  if (!(await insertOnce(manager, Settlement, settlement))) return;
  for (const { rule, ...priced } of pricedInstalments(contract))
    await openOneOf(manager, opened(contract, rule, priced, now));
  const data: SettlementEventData = { settlement: settlementSnapshot(settlement) };
  await appendEvent(manager, {
    topic: TOPICS.scoring,
    type: SETTLEMENT_OPENED,
    subject: settlement.id,
    time: at,
    data,
  });
  await writeAudit(manager, {
    actorId: 'system:scoring',
    action: 'openSettlement',
    aggregateId: settlement.id,
    after: { ...data.settlement, version: settlement.version },
    at,
  });
}

async function openOneOf(manager: EntityManager, instalment: Instalment): Promise<void> {
  await manager.insert(Instalment, instalment);
  const { contractId, no, state, version, openedAt: at } = instalment;
  await writeAudit(manager, {
    actorId: 'system:scoring',
    action: 'openInstalments',
    aggregateId: instalment.id,
    after: { contractId, no, state, version },
    at,
  });
}

/** What an instalment comes to by the price of the contract. */
export type Priced = Pick<InstalmentFacts, 'gross' | 'amounts'>;

/** One that opens with the contract's end knows its amounts when the contract is settled. */
export function pricedInstalments({
  totalFen,
  signedOn,
  payments: { instalments },
}: Contract): (Priced & { rule: InstalmentRule })[] {
  const percents = instalments.map(({ percent }) => percent);
  const grosses = grossOf(BigInt(totalFen), percents).map(Number);
  return instalments.map((rule, index) => {
    const gross = grosses[index] ?? 0;
    const { at, months } = rule.opens;
    const opensOn = addMonths(signedOn, months);
    return { rule, gross, amounts: at === 'SIGNING' ? { payable: gross, invoiced: gross, opensOn } : null };
  });
}

function opened(contract: Contract, rule: InstalmentRule, priced: Priced, now: number): Instalment {
  const { payments, version } = contract;
  const process = openInstalment(
    {
      instalmentId: instalmentIdOf(contract, rule.no),
      no: rule.no,
      ...priced,
      rules: {
        contractVersion: version,
        wanted: rule.documents,
        termDays: payments.termDays,
        remindDays: payments.remindDays,
      },
    },
    now,
  );
  return {
    id: process.instalmentId,
    contractId: contract.id,
    no: rule.no,
    openedAt: new Date(now),
    processStartedAt: null,
    ...instalmentColumns(process),
  };
}
