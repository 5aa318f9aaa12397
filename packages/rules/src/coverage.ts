import type { ContractAsset } from './contract/contract.types.js';
import type { Coverage } from './ticket-life.js';

/** What the contract says of itself; the bureau's judgement is not among it. */
export type ContractCoverage = Exclude<Coverage, 'COVERED_BY_JUDGEMENT'>;

/**
 * Whether a fault reported at `instant` (ms) is under maintenance: the item's own first day from 00:00 to its last
 * day until 24:00, in Shanghai (报价单, 附件一.2; domain §3). No asset: it is on no list.
 */
export function coverageOf(
  asset: Pick<ContractAsset, 'coveredFrom' | 'coveredTo'> | undefined,
  instant: number,
): ContractCoverage {
  if (!asset) return 'NOT_LISTED';
  return instant >= asset.coveredFrom && instant < asset.coveredTo ? 'COVERED' : 'OUT_OF_PERIOD';
}
