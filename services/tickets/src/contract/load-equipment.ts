import type { ContractUse } from '@zhishou/platform/contract/contract.store';
import { inBatches } from '@zhishou/platform/db/batches';
import { assetId } from '@zhishou/platform/ids';
import type { ContractAsset } from '@zhishou/rules/contract/contract.types';
import { equipmentAt } from '@zhishou/rules/contract/equipment-at';
import type { EntityManager } from 'typeorm';
import { Asset } from '../asset/asset.entity.js';

/** Makes the equipment of the contracts the equipment there is. */
export const loadEquipment: ContractUse = async (manager, contracts, now) => {
  const before = await fingerprint(manager);
  const assets = equipmentAt(contracts, now).map(rowOf);
  await manager
    .createQueryBuilder()
    .delete()
    .from(Asset)
    // one parameter: an array of ten thousand is nothing, ten thousand parameters are half a minute
    .where('code <> ALL(:codes)', { codes: assets.map((asset) => asset.code) })
    .execute();
  await inBatches(manager, Asset, assets, (batch) => manager.upsert(Asset, batch, ['id']));
  return (await fingerprint(manager)) !== before;
};

async function fingerprint(manager: EntityManager): Promise<string | null> {
  const [row] = await manager.query<{ fingerprint: string | null }[]>(
    `SELECT md5(string_agg(asset::text, ' ' ORDER BY id)) AS fingerprint FROM asset`,
  );
  return row?.fingerprint ?? null;
}

const rowOf = (asset: ContractAsset, position: number): Asset => ({
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
});
