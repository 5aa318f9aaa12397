import { type ClockLedger, cancelClock, meetClock } from '../clock.js';
import { endingAt } from './cycle-case.js';
import { advanceDueClock, reopenDueClock } from './due-clock.js';
import type { VisitCase, VisitRound, VisitStep } from './visit-case.js';
import type { VisitClock } from './visit-life.js';

type ClockStep = (clock: ClockLedger<VisitClock>, at: number) => ClockLedger<VisitClock>;

const onClocks = (visit: VisitCase, step: ClockStep, at: number): Pick<VisitCase, 'clocks'> => ({
  clocks: visit.clocks.map((clock) => step(clock, at)),
});

const reviewed = ({ rounds }: VisitCase, signed: boolean, at: number): VisitRound[] =>
  rounds.map((round, index) => (index === rounds.length - 1 ? { ...round, signed, reviewedAt: at } : round));

/** To be done again within the month; after it, nothing follows. */
const rejected = (visit: VisitCase, at: number): Partial<VisitCase> => ({
  state: 'REJECTED',
  round: visit.round + 1,
  closedAt: at > visit.to ? at : null,
  ...onClocks(visit, reopenDueClock, at),
});

/** The contract ends within the month: a record that came after its last day has completed nothing. */
function endedEarly(visit: VisitCase, endsAt: number, at: number): Partial<VisitCase> {
  const arrivedAt = visit.rounds.at(-1)?.recordedAt ?? endsAt;
  const advance: ClockStep = (clock) =>
    advanceDueClock(arrivedAt > endsAt ? reopenDueClock(clock, at) : clock, endsAt, at);
  return { ...endingAt(visit, endsAt), ...onClocks(visit, advance, at) };
}

function change(visit: VisitCase, step: VisitStep, at: number): Partial<VisitCase> {
  switch (step.action) {
    case 'recordVisit': {
      const { recordId, hash, madeAt = null } = step;
      const round = { recordId, hash, madeAt, recordedAt: at, reviewedAt: null, signed: null };
      return { state: 'RECORDED', rounds: [...visit.rounds, round], ...onClocks(visit, meetClock, at) };
    }
    case 'reviewVisit':
      return {
        ...(step.sign ? { state: 'SIGNED', closedAt: at } : rejected(visit, at)),
        rounds: reviewed(visit, step.sign, at),
      };
    case 'replanVisit':
      return { engineerId: step.engineerId };
    case 'cancelVisit':
      return { state: 'CANCELLED', closedAt: at, ...onClocks(visit, cancelClock, at) };
    case 'endMonth':
      return { closedAt: at };
    case 'endEarly':
      return endedEarly(visit, step.endsAt, at);
  }
}

/** The visit after a step taken at `at` (ms). The step must be allowed: see `visitRefusal`. */
export const applyVisitStep = (visit: VisitCase, step: VisitStep, at: number): VisitCase => ({
  ...visit,
  ...change(visit, step, at),
  version: visit.version + 1,
});
