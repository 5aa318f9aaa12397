import { dayStart, type Month, monthBounds } from '../month.js';
import type { Contract } from './contract.types.js';

type Dated = Pick<Contract, 'signedOn' | 'periods'>;
type Listed = Dated & Pick<Contract, 'assets'>;

/** From when to when (ms, half open) each of its periods lies after the signing. */
const spansOf = ({ signedOn, periods }: Dated) =>
  periods.map(({ from, to }) => ({ from: Math.max(from, dayStart(signedOn)), to }));

const isIn = (contract: Dated, at: number): boolean =>
  spansOf(contract).some(({ from, to }) => at >= from && at < to);

/** Of two signed on one day the one named first. */
const latestSigned = <C extends Dated>(contracts: readonly C[]): C | undefined =>
  contracts.reduce<C | undefined>(
    (latest, each) => (latest && latest.signedOn >= each.signedOn ? latest : each),
    undefined,
  );

/**
 * The contract in force at the instant (ms): of those of which a period contains it the one signed last. On a day
 * without one it is the last signed before, and ahead of all the first to be signed.
 * @throws RangeError when there are no contracts at all
 */
export function contractAt<C extends Dated>(contracts: readonly C[], at: number): C {
  const found =
    latestSigned(contracts.filter((each) => isIn(each, at))) ??
    latestSigned(contracts.filter(({ signedOn }) => dayStart(signedOn) <= at)) ??
    [...contracts].sort((a, b) => a.signedOn.localeCompare(b.signedOn))[0];
  if (!found) throw new RangeError('there is no contract');
  return found;
}

/**
 * The contract under which a fault of the equipment is reported at the instant (ms): where two follow each other a list
 * may still be the older one's. Of those that cover it then the one signed last; without one, or without a code, the one
 * in force.
 */
export function contractCovering<C extends Listed>(
  contracts: readonly C[],
  code: string | null,
  at: number,
): C {
  const covering = contracts.filter(({ assets }) =>
    assets.some((asset) => asset.code === code && at >= asset.coveredFrom && at < asset.coveredTo),
  );
  return latestSigned(covering) ?? contractAt(contracts, at);
}

/** The next instant after `at` (ms) at which something begins or ends to be covered; null when nothing does any more. */
export function nextTurn(contracts: readonly Dated[], at: number): number | null {
  const turns = contracts.flatMap(spansOf).flatMap(({ from, to }) => [from, to]);
  const ahead = turns.filter((turn) => turn > at);
  return ahead.length > 0 ? Math.min(...ahead) : null;
}

/** Whom a month belongs to when nobody says: the contract in force on its first covered day, else at its beginning. */
export function contractOfMonth<C extends Dated>(contracts: readonly C[], month: Month): C {
  const { from, to } = monthBounds(month);
  const covered = contracts
    .flatMap(spansOf)
    .map((span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, to) }))
    .filter((span) => span.from < span.to);
  return contractAt(contracts, covered.length > 0 ? Math.min(...covered.map((span) => span.from)) : from);
}
