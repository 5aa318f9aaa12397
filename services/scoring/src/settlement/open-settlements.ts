import { SETTLEMENT_OPENED, type SettlementEventData } from '@zhishou/messages/settlement-events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { databaseNow } from '@zhishou/platform/db/clock';
import { insertOnce } from '@zhishou/platform/db/insert-once';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { Contract, InstalmentRule } from '@zhishou/rules/contract/contract.types';
import { addMonths, dayStart } from '@zhishou/rules/month';
import { openInstalment } from '@zhishou/rules/settlement/instalment-case';
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
  const { instalments } = contract.payments;
  const gross = grossOf(
    BigInt(contract.totalFen),
    instalments.map(({ percent }) => percent),
  ).map(Number);
  for (const [index, rule] of instalments.entries())
    await openOneOf(manager, opened(contract, rule, gross[index] ?? 0, now));
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

/** One that opens with the contract's end knows its amounts when the contract is settled. */
function opened(contract: Contract, rule: InstalmentRule, gross: number, now: number): Instalment {
  const { payments, version, signedOn } = contract;
  const { at, months } = rule.opens;
  const amounts =
    at === 'SIGNING' ? { payable: gross, invoiced: gross, opensOn: addMonths(signedOn, months) } : null;
  const process = openInstalment(
    {
      instalmentId: instalmentIdOf(contract, rule.no),
      no: rule.no,
      gross,
      amounts,
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
