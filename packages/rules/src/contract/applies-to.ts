import type { AssetSelection, ChecklistItem, ContractAsset } from './contract.types.js';

type Place = Pick<ContractAsset, 'code' | 'listNo' | 'subsystemNo'>;

const selects = (
  { lists, subsystems, assets }: AssetSelection,
  { code, listNo, subsystemNo }: Place,
): boolean =>
  lists.includes(listNo) ||
  subsystems.some(({ list, no }) => list === listNo && no === subsystemNo) ||
  assets.includes(code);

/**
 * Whether the check-list item is asked of the asset. Without a word of the contract folder it is asked of every line of
 * the equipment lists (一、3(3)4: 根据所维保项目的设备清单), which an item without units, list 0, is not.
 */
export const appliesTo = (item: Pick<ChecklistItem, 'appliesTo' | 'except'>, asset: Place): boolean =>
  (item.appliesTo ? selects(item.appliesTo, asset) : asset.listNo > 0) && !selects(item.except, asset);
