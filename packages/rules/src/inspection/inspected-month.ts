import { appliesTo } from '../contract/applies-to.js';
import type { Contract, ContractAsset } from '../contract/contract.types.js';
import { type Day, dayEnd, dayStart, type Month, monthBounds, type Span } from '../month.js';
import { clip } from '../span.js';

export type InspectedContract = Pick<Contract, 'signedOn' | 'periods' | 'assets' | 'checklist' | 'monthly'>;

/** The days of a contract that the system answers for (domain §10); null where nothing shortens them. */
export interface Kept {
  /** the first day that is kept, where a bureau began in mid-contract */
  keptFrom: Day | null;
  /** the last day, where the contract was ended early */
  endedOn: Day | null;
}

export const WHOLE_CONTRACT: Kept = { keptFrom: null, endedOn: null };

export const isEmpty = ({ from, to }: Span): boolean => from >= to;

/** From the signing, or the first day kept, to the last day; ms. */
export const keptSpan = ({ signedOn }: Pick<Contract, 'signedOn'>, { keptFrom, endedOn }: Kept): Span => ({
  from: dayStart(keptFrom !== null && keptFrom > signedOn ? keptFrom : signedOn),
  to: endedOn === null ? Infinity : dayEnd(endedOn),
});

/**
 * The part of the month in which the contract's inspections run (报价单 5), ms; empty where it is no month of theirs.
 * The first and the last month are parts. @throws RangeError for what is no month
 */
export function inspectionSpan(
  contract: Pick<Contract, 'signedOn' | 'periods'>,
  month: Month,
  kept: Kept,
): Span {
  const within = clip(keptSpan(contract, kept), monthBounds(month));
  const parts = contract.periods
    .filter(({ services }) => services.includes('INSPECTION'))
    .map((period) => clip(period, within))
    .filter((part) => !isEmpty(part));
  if (parts.length === 0) return { from: within.from, to: within.from };
  return {
    from: Math.min(...parts.map(({ from }) => from)),
    to: Math.max(...parts.map(({ to }) => to)),
  };
}

const coveredSpan = ({ coveredFrom, coveredTo }: ContractAsset): Span => ({
  from: coveredFrom,
  to: coveredTo,
});

/** The part of a month's inspection in which the asset is covered; empty where it is not. */
export const coveredIn = (span: Span, asset: ContractAsset): Span => clip(coveredSpan(asset), span);

/**
 * Whether a visit looks at it at all. What the check-list asks nothing of, as the Ka link, is on no equipment list: it is
 * tried every month by the joint test (一、3(3)1, 4).
 */
export const isInspected = ({ checklist }: Pick<Contract, 'checklist'>, asset: ContractAsset): boolean =>
  checklist.some((item) => appliesTo(item, asset));

/** The assets to be inspected in the span: in period for a part of it, and something is asked of them (一、3(3)1). */
export const assetsDue = (contract: InspectedContract, span: Span): ContractAsset[] =>
  contract.assets.filter((asset) => !isEmpty(coveredIn(span, asset)) && isInspected(contract, asset));
