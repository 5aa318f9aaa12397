import type { ClockLedger } from '../clock.js';
import type { CycleCase } from './cycle-case.js';
import { openDueClock } from './due-clock.js';
import type { VisitClock, VisitState } from './visit-life.js';

/** One record of a visit, and what became of it. Instants in ms. */
export interface VisitRound {
  recordId: string;
  /** SHA-256 (hex) of the record's content, which the signatures are over */
  hash: string;
  /** when it was written by its own account, where it was made offline */
  madeAt: number | null;
  /** when it arrived, which is what counts */
  recordedAt: number;
  reviewedAt: number | null;
  /** null while it waits for its review */
  signed: boolean | null;
}

/** All that the process knows of a visit. */
export interface VisitCase {
  visitId: string;
  cycleId: string;
  state: VisitState;
  /** number of steps taken */
  version: number;
  /** 1 at first; one more after every rejected record */
  round: number;
  engineerId: string;
  /** the days of its month's inspection, on any of which it is taken, ms */
  from: number;
  to: number;
  /** until when a record arrives that was written on these days, without a connection; left out: until their end, ms */
  recordsUntil?: number;
  /** the records, the first first */
  rounds: VisitRound[];
  /** when it was signed, called off, or left undone for good */
  closedAt: number | null;
  clocks: ClockLedger<VisitClock>[];
}

/** `recordId` in a review is the record that was seen: another one is not decided with it. */
export type VisitStep =
  | { action: 'recordVisit'; recordId: string; hash: string; madeAt?: number }
  | { action: 'reviewVisit'; recordId: string; sign: boolean }
  | { action: 'replanVisit'; engineerId: string }
  | { action: 'cancelVisit' }
  | { action: 'endMonth' }
  | { action: 'endEarly'; endsAt: number };

export interface VisitFacts {
  visitId: string;
  cycleId: string;
  engineerId: string;
}

/** A visit of an approved plan: to be recorded on any day of the month, `at` being when the plan took effect (ms). */
export const openVisit = (
  facts: VisitFacts,
  { from, to, recordsUntil }: Pick<CycleCase, 'from' | 'to' | 'recordsUntil'>,
  at: number,
): VisitCase => ({
  ...facts,
  state: 'PLANNED',
  version: 0,
  round: 1,
  from,
  to,
  recordsUntil,
  rounds: [],
  closedAt: null,
  clocks: [openDueClock('VISIT', { dueAt: to, remindAt: null }, at)],
});

/** Recorded within the month, by when it arrived, and not rejected (domain §6 P2). */
export const isCompleted = ({ rounds, to }: Pick<VisitCase, 'rounds' | 'to'>): boolean => {
  const last = rounds.at(-1);
  return last !== undefined && last.signed !== false && last.recordedAt <= to;
};

/** The records that there were at an instant (ms), and what had become of each by then. */
export const roundsBy = (rounds: readonly VisitRound[], instant: number): VisitRound[] =>
  rounds
    .filter(({ recordedAt }) => recordedAt <= instant)
    .map((round) =>
      round.reviewedAt !== null && round.reviewedAt > instant
        ? { ...round, reviewedAt: null, signed: null }
        : round,
    );

/** The last instant at which a record of it may arrive, ms. */
export const lastArrival = ({ to, recordsUntil }: Pick<VisitCase, 'to' | 'recordsUntil'>): number =>
  recordsUntil ?? to;
