import { contractAt, contractCovering } from './contract-at.js';
import type { Contract, ContractAsset } from './contract.types.js';

type Listed = Pick<Contract, 'signedOn' | 'periods' | 'assets'>;

/**
 * The equipment of all contracts as it is at the instant (ms), each code once: as the contract says that covers it, else
 * the one in force, else the last signed that lists it. In the order of the lists in force.
 */
export function equipmentAt(contracts: readonly Listed[], at: number): ContractAsset[] {
  const inForce = contractAt(contracts, at);
  const older = contracts.filter((each) => each !== inForce);
  older.sort((a, b) => b.signedOn.localeCompare(a.signedOn));
  const listed = new Map<string, ContractAsset>();
  for (const { assets } of [inForce, ...older])
    for (const asset of assets) if (!listed.has(asset.code)) listed.set(asset.code, asset);
  return [...listed.values()].map((asset) => {
    const { assets } = contractCovering(contracts, asset.code, at);
    return assets.find(({ code }) => code === asset.code) ?? asset;
  });
}
