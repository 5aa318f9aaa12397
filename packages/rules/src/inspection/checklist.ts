import { appliesTo } from '../contract/applies-to.js';
import type { ChecklistItem, Contract } from '../contract/contract.types.js';

/** What the check-list needs of a contract. */
export type CheckedContract = Pick<Contract, 'assets' | 'checklist'>;

/** The check-list items asked of each asset, by its code; reading it for every asset of a contract is linear. */
export type ItemsByAsset = ReadonlyMap<string, ChecklistItem[]>;

export const itemsByAsset = ({ assets, checklist }: CheckedContract): ItemsByAsset =>
  new Map(assets.map((asset) => [asset.code, checklist.filter((item) => appliesTo(item, asset))]));

/** The check-list items asked of an asset, in the order of the contract; none for a code that is on no list. */
export function itemsFor({ assets, checklist }: CheckedContract, assetCode: string): ChecklistItem[] {
  const asset = assets.find(({ code }) => code === assetCode);
  return asset ? checklist.filter((item) => appliesTo(item, asset)) : [];
}
