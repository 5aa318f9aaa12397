import { type ClockLedger, marksOf, rebudgetClock } from '../clock.js';
import type { Span } from '../month.js';
import { without } from '../span.js';
import type { FaultFact, HandOffFact, RoundFact } from './facts.types.js';
import type { ScoreContract } from './score-contract.js';

type Rules = Pick<ScoreContract, 'resolveMs' | 'choices'>;

/** When the repair of a round counts: as it was filed, or as its report says. */
export const repairInstant = ({ filedAt, statedAt }: RoundFact, { choices }: Pick<Rules, 'choices'>) =>
  choices['clock.repairInstant'] === 'stated' ? (statedAt ?? filedAt) : filedAt;

/** The round whose test was passed, which closed the fault. */
export const passedRound = ({ rounds }: Pick<FaultFact, 'rounds'>): RoundFact | null => {
  const last = rounds.at(-1);
  return last?.passed ? last : null;
};

/** The end of a fault that the carrier resolved. */
export const carrierResolvedAt = ({ handOffs }: Pick<FaultFact, 'handOffs'>): number | null =>
  handOffs.find(({ carrierResolved }) => carrierResolved)?.returnedAt ?? null;

/** The time in the carrier's hands; one sent back was never there. */
export function carrierSpans({ handOffs }: FaultFact, { choices }: Pick<Rules, 'choices'>): Span[] {
  const begins = ({ declaredAt, confirmedAt }: HandOffFact) =>
    choices['clock.handOffFrom'] === 'declared' ? declaredAt : confirmedAt;
  return handOffs.flatMap((handOff) => {
    const from = begins(handOff);
    return from === null || handOff.sentBackAt !== null ? [] : [{ from, to: handOff.returnedAt ?? Infinity }];
  });
}

/**
 * The clock of the repair, as the ticket's own process keeps it (domain §4): null for a fault that has none, because it
 * is not covered, or not yet, or counts from an acceptance that never came. What was repaired had been accepted by then.
 */
export function resolveClock(fault: FaultFact, rules: Rules): ClockLedger | null {
  if (fault.coverage === null || fault.coverage === 'NOT_COVERED') return null;
  const accepted = fault.acceptedAt ?? fault.rounds[0]?.filedAt ?? null;
  const startedAt = rules.choices['clock.startsAt'] === 'accepted' ? accepted : fault.reportedAt;
  if (startedAt === null) return null;
  const passed = passedRound(fault);
  const metAt = passed && repairInstant(passed, rules);
  const cancelledAt = metAt === null ? (carrierResolvedAt(fault) ?? fault.cancelledAt) : null;
  const end = metAt ?? cancelledAt ?? Infinity;
  const clock: ClockLedger = {
    kind: 'RESOLVE',
    startedAt,
    budgetMs: rules.resolveMs[fault.severity],
    warnAt: [],
    intervals: without({ from: startedAt, to: end }, standstills(fault, rules)).map(({ from, to }) => ({
      from,
      to: to === Infinity ? null : to,
    })),
    metAt,
    cancelledAt,
    rebudgetedAt: null,
    marksBefore: [],
  };
  return fault.reclassified.reduce(
    (kept, { at, to }) => rebudgetClock(kept, { budgetMs: rules.resolveMs[to], warnAt: [] }, at),
    clock,
  );
}

/** The instant after which the fault was late, or null. */
export const breachOf = (clock: ClockLedger): number | null =>
  marksOf(clock).find(({ mark }) => mark === 'BREACH')?.at ?? null;

/** When the ball is not with the provider. */
function standstills(fault: FaultFact, rules: Rules): Span[] {
  const judgement =
    fault.judgedAt !== null && rules.choices['clock.judgementWait'] === 'excluded'
      ? [{ from: fault.reportedAt, to: fault.judgedAt }]
      : [];
  const tests = fault.rounds
    .filter(({ passed }) => !passed)
    .map((round) => ({ from: repairInstant(round, rules), to: round.testedAt ?? Infinity }));
  const pauses = fault.pauses.map(({ from, to }) => ({ from, to: to ?? Infinity }));
  return [...judgement, ...tests, ...pauses, ...carrierSpans(fault, rules)];
}
