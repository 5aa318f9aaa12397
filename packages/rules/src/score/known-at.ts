import type { FaultFact, ScoreFacts } from './facts.types.js';

/** What of the facts was known at an instant (ms): a later one has not happened. */
export function knownAt(facts: ScoreFacts, asOf: number): ScoreFacts {
  const then = (at: number) => at <= asOf;
  const orNull = (at: number | null) => (at !== null && then(at) ? at : null);
  return {
    faults: facts.faults.filter(({ reportedAt }) => then(reportedAt)).map((fault) => faultAt(fault, asOf)),
    documents: facts.documents.map((row) => ({ ...row, submittedAt: orNull(row.submittedAt) })),
    plans: facts.plans.map((row) => ({ ...row, submittedAt: orNull(row.submittedAt) })),
    visits: facts.visits.map((visit) => ({
      ...visit,
      rounds: visit.rounds
        .filter(({ recordedAt }) => then(recordedAt))
        .map((round) => ({ ...round, reviewedAt: orNull(round.reviewedAt) })),
    })),
    calls: facts.calls,
    guarantees: facts.guarantees.map((task) => ({
      ...task,
      fulfilled: task.fulfilled || (task.judgedAt !== null && !then(task.judgedAt)),
    })),
    events: facts.events.filter(({ recordedAt }) => recordedAt === null || then(recordedAt)),
  };
}

function faultAt(fault: FaultFact, asOf: number): FaultFact {
  const then = (at: number) => at <= asOf;
  const orNull = (at: number | null) => (at !== null && then(at) ? at : null);
  const judged = fault.judgedAt === null || then(fault.judgedAt);
  const rounds = fault.rounds
    .filter(({ filedAt }) => then(filedAt))
    .map((round) => (orNull(round.testedAt) === null ? { ...round, testedAt: null, passed: false } : round));
  return {
    ...fault,
    acceptedAt: orNull(fault.acceptedAt),
    coverage: judged ? fault.coverage : null,
    judgedAt: orNull(fault.judgedAt),
    pauses: fault.pauses.filter(({ from }) => then(from)).map(({ from, to }) => ({ from, to: orNull(to) })),
    handOffs: fault.handOffs
      .filter(({ declaredAt }) => then(declaredAt))
      .map((handOff) => ({
        declaredAt: handOff.declaredAt,
        confirmedAt: orNull(handOff.confirmedAt),
        sentBackAt: orNull(handOff.sentBackAt),
        returnedAt: orNull(handOff.returnedAt),
        carrierResolved: handOff.carrierResolved && orNull(handOff.returnedAt) !== null,
      })),
    reclassified: fault.reclassified.filter(({ at }) => then(at)),
    rounds,
    cancelledAt: orNull(fault.cancelledAt),
    faultType: rounds.at(-1)?.passed ? fault.faultType : null,
    callback: fault.callback && then(fault.callback.answeredAt) ? fault.callback : null,
  };
}
