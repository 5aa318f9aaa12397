import { contractAt } from '@zhishou/rules/contract/contract-at';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { DataSource, EntityManager } from 'typeorm';
import { writeAudit } from '../audit/audit.js';
import { databaseNow } from '../db/clock.js';
import { inTransaction } from '../db/transaction.js';
import { ContractVersion } from './contract-version.entity.js';

/**
 * What a service makes of the contracts it runs under, in the transaction that keeps them: `now` is the database's, ms.
 * @returns whether that has changed anything
 */
export type ContractUse = (
  manager: EntityManager,
  contracts: readonly Contract[],
  now: number,
) => Promise<boolean>;

/** Every contract version that anything may have begun under, as it was loaded. */
export class ContractStore {
  private readonly known = new Map<string, Contract>();

  /** @param use what the service itself does whenever contracts are loaded */
  constructor(
    private readonly db: DataSource,
    private readonly use?: ContractUse,
  ) {}

  /** Keeps the versions for ever and lets the service make use of them, all or nothing. */
  async load(contracts: readonly Contract[]): Promise<void> {
    await inTransaction(this.db, async (manager) => {
      await manager.query(
        `SELECT pg_advisory_xact_lock(hashtextextended('contract:' || current_schema(), 0))`,
      );
      const now = await databaseNow(manager);
      const changed: Contract[] = [];
      for (const contract of contracts) if (await keep(manager, contract)) changed.push(contract);
      const isUsedAnew = (await this.use?.(manager, contracts, now)) ?? false;
      if (isUsedAnew && changed.length === 0) changed.push(contractAt(contracts, now));
      for (const contract of changed) await audit(manager, contract, now);
    });
    for (const contract of contracts) this.known.set(contract.version, contract);
  }

  /**
   * @param manager of the transaction that asks, if one does: it must not wait for a second connection
   * @throws when no such version was ever loaded here
   */
  async byVersion(version: string, manager: EntityManager = this.db.manager): Promise<Contract> {
    const known = this.known.get(version);
    if (known) return known;
    const { content } = await manager.findOneByOrFail(ContractVersion, { version });
    this.known.set(version, content);
    return content;
  }
}

/** @returns whether something else was on record of this version, or nothing */
async function keep(manager: EntityManager, contract: Contract): Promise<boolean> {
  const written = await manager.query<unknown[]>(
    `INSERT INTO contract_version AS kept (version, contract_id, signed_on, content) VALUES ($1, $2, $3, $4)
     ON CONFLICT (version) DO UPDATE SET content = excluded.content WHERE kept.content <> excluded.content
     RETURNING version`,
    [contract.version, contract.id, contract.signedOn, contract],
  );
  return written.length > 0;
}

async function audit(manager: EntityManager, contract: Contract, now: number): Promise<void> {
  const { version, id, name, signedOn, assets } = contract;
  await writeAudit(manager, {
    actorId: 'system:contract',
    action: 'loadContract',
    aggregateId: version,
    after: { contractId: id, name, signedOn, assets: assets.length },
    at: new Date(now),
  });
}
