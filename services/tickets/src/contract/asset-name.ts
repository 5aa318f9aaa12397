import type { Contract } from '@zhishou/rules/contract/contract.types';

/** Of the equipment as the contract names it; null for equipment that is in no list. */
export const assetNameIn = (contract: Contract, code: string | null): string | null =>
  contract.assets.find((asset) => asset.code === code)?.name ?? null;
