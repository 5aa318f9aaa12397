import type { AffectedUnits } from '../ticket-case.js';
import type { FaultFact, HandOffFact, RoundFact, ScoreFacts, VisitFact } from './facts.types.js';
import { carrierResolvedAt, passedRound } from './resolve-clock.js';
import type { ScoredAsset } from './score-contract.js';

/** Of equipment of no list nobody knows the quantity. */
export const MOST_UNITS = 1_000_000;

/**
 * The facts as they can have been, which is all that the neutral format takes: several clocks have told them, an instant
 * was accepted after the steps around it, and a list may have become shorter since. A step is no earlier than what it
 * follows, a repair no later than the report on it, and no more units are down than there are.
 */
export function orderly(
  facts: ScoreFacts,
  assets: readonly Pick<ScoredAsset, 'code' | 'quantity'>[],
): ScoreFacts {
  const quantities = new Map(assets.map(({ code, quantity }) => [code, quantity]));
  return {
    ...facts,
    faults: facts.faults.map((fault) => orderlyFault(fault, quantities)),
    visits: facts.visits.map(orderlyVisit),
  };
}

type Instant<At> = At extends null ? number | null : number;

/** What did not happen stays so. */
const since = <At extends number | null>(earlier: number, at: At): Instant<At> =>
  (at === null ? null : Math.max(earlier, at)) as Instant<At>;

function orderlyFault(fault: FaultFact, quantities: ReadonlyMap<string, number>): FaultFact {
  const { reportedAt, callback } = fault;
  const rounds = orderlyRounds(fault);
  const handOffs = fault.handOffs.map((handOff) => orderlyHandOff(handOff, reportedAt));
  const closedAt = passedRound({ rounds })?.testedAt ?? carrierResolvedAt({ handOffs });
  const last = rounds.at(-1);
  const stands = last !== undefined && (last.passed || last.testedAt === null);
  return {
    ...fault,
    startedAt: stands ? Math.min(fault.startedAt, last.filedAt) : fault.startedAt,
    acceptedAt: since(reportedAt, fault.acceptedAt),
    judgedAt: since(reportedAt, fault.judgedAt),
    down: orderlyUnits(fault.down, quantities),
    pauses: fault.pauses.map(({ from, to }) => {
      const begun = since(reportedAt, from);
      return { from: begun, to: since(begun, to) };
    }),
    handOffs,
    reclassified: fault.reclassified
      .map(({ at, to }) => ({ at: since(reportedAt, at), to }))
      .sort((a, b) => a.at - b.at),
    rounds,
    cancelledAt: closedAt === null ? since(reportedAt, fault.cancelledAt) : null,
    callback: callback && {
      ...callback,
      answeredAt: since(closedAt ?? reportedAt, callback.answeredAt),
    },
  };
}

function orderlyRounds({ rounds, reportedAt }: FaultFact): RoundFact[] {
  let before = reportedAt;
  return rounds.map((round) => {
    const filedAt = since(before, round.filedAt);
    const statedAt = round.statedAt === null ? null : Math.min(round.statedAt, filedAt);
    const testedAt = since(filedAt, round.testedAt);
    before = testedAt ?? filedAt;
    return { ...round, filedAt, statedAt, testedAt };
  });
}

function orderlyHandOff(handOff: HandOffFact, reportedAt: number): HandOffFact {
  const declaredAt = since(reportedAt, handOff.declaredAt);
  const confirmedAt = since(declaredAt, handOff.confirmedAt);
  return {
    ...handOff,
    declaredAt,
    confirmedAt,
    sentBackAt: since(declaredAt, handOff.sentBackAt),
    returnedAt: since(confirmedAt ?? declaredAt, handOff.returnedAt),
  };
}

/** Numbers that there are not are down nowhere; of a count, as many as there are. */
const orderlyUnits = (
  down: readonly AffectedUnits[],
  quantities: ReadonlyMap<string, number>,
): AffectedUnits[] =>
  down.map(({ assetCode, unitsAffected, unitNumbers }) => {
    const quantity = quantities.get(assetCode) ?? MOST_UNITS;
    const numbers = unitNumbers?.filter((unit) => unit <= quantity) ?? [];
    return unitNumbers === null
      ? { assetCode, unitsAffected: Math.min(unitsAffected, quantity), unitNumbers }
      : { assetCode, unitsAffected: numbers.length, unitNumbers: numbers.length === 0 ? null : numbers };
  });

function orderlyVisit(visit: VisitFact): VisitFact {
  let before = -Infinity;
  const rounds = visit.rounds.map((round) => {
    const recordedAt = since(before, round.recordedAt);
    const reviewedAt = since(recordedAt, round.reviewedAt);
    before = reviewedAt ?? recordedAt;
    return { ...round, recordedAt, reviewedAt };
  });
  return { ...visit, rounds };
}
