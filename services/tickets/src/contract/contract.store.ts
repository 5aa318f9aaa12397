import { writeAudit } from '@zhishou/platform/audit/audit';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { assetId } from '@zhishou/platform/ids';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { DataSource, EntityManager } from 'typeorm';
import { Asset } from '../asset/asset.entity.js';
import { ContractVersion } from './contract-version.entity.js';

/** Every contract version a ticket may have started under, as it was loaded. */
export class ContractStore {
  private readonly known = new Map<string, Contract>();

  constructor(private readonly db: DataSource) {}

  /** Keeps the version for ever and makes its equipment the equipment in force. */
  async load(contract: Contract): Promise<void> {
    await inTransaction(this.db, async (manager) => {
      await manager.query(`SELECT pg_advisory_xact_lock(hashtext('contract'))`);
      const before = await fingerprint(manager, contract.version);
      await manager.upsert(
        ContractVersion,
        { version: contract.version, name: contract.name, signedOn: contract.signedOn, content: contract },
        ['version'],
      );
      await loadAssets(manager, contract);
      if ((await fingerprint(manager, contract.version)) !== before) await audit(manager, contract);
    });
    this.known.set(contract.version, contract);
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

/** Changes with what is on record of this version, and with the equipment in force. */
async function fingerprint(manager: EntityManager, version: string): Promise<string | null> {
  const [row] = await manager.query<{ fingerprint: string | null }[]>(
    `SELECT concat((SELECT md5(content::text) FROM contract_version WHERE version = $1),
                   (SELECT md5(string_agg(asset::text, ' ' ORDER BY id)) FROM asset)) AS fingerprint`,
    [version],
  );
  return row?.fingerprint ?? null;
}

async function audit(manager: EntityManager, { version, name, signedOn, assets }: Contract): Promise<void> {
  await writeAudit(manager, {
    actorId: 'system:contract',
    action: 'loadContract',
    aggregateId: version,
    after: { name, signedOn, assets: assets.length },
    at: new Date(await databaseNow(manager)),
  });
}

async function loadAssets(manager: EntityManager, contract: Contract): Promise<void> {
  const assets = contract.assets.map((asset, position): Asset => ({
    id: assetId(asset.code),
    code: asset.code,
    name: asset.name,
    vendor: asset.vendor,
    model: asset.model,
    unit: asset.unit,
    quantity: asset.quantity,
    listNo: asset.listNo,
    listName: asset.listName,
    subsystemName: asset.subsystemName,
    majorScope: asset.majorScope,
    coveredFrom: new Date(asset.coveredFrom),
    coveredTo: new Date(asset.coveredTo),
    position,
  }));
  await manager
    .createQueryBuilder()
    .delete()
    .from(Asset)
    .where('code NOT IN (:...codes)', { codes: assets.map((a) => a.code) })
    .execute();
  await manager.upsert(Asset, assets, ['id']);
}

/** Of the equipment as the contract names it; null for equipment that is in no list. */
export const assetNameIn = (contract: Contract, code: string | null): string | null =>
  contract.assets.find((asset) => asset.code === code)?.name ?? null;
