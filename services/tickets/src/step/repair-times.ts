import type { FieldProblem } from '@zhishou/platform/errors';
import { statedInstantProblem } from '../ticket/stated-instant.js';
import type { Ticket } from '../ticket/ticket.entity.js';

/** The times of a record are read off a watch that may be wrong, and to the minute. */
const WATCH_ERROR_MS = 5 * 60_000;

/** What a repair report says of its times. */
interface StatedTimes {
  startedAt: Date;
  repairedAt: Date;
  /** when it was written without a connection; its repair was made by then */
  madeAt?: Date;
}

type Known = Pick<Ticket, 'reportedAt' | 'startedAt' | 'calledAt'>;

/** A repair can be no earlier: somebody called, or the bureau says that the fault began before. */
const knownSince = ({ reportedAt, startedAt, calledAt }: Known): number =>
  Math.min(reportedAt.getTime(), startedAt.getTime(), calledAt?.getTime() ?? Infinity);

/** Which of the times cannot be. @param now the database's time, ms */
export function repairTimeProblems(
  ticket: Known,
  { startedAt, repairedAt, madeAt }: StatedTimes,
  now: number,
): FieldProblem[] {
  const told = madeAt?.getTime() ?? Infinity;
  const started = statedInstantProblem(startedAt, now);
  const repaired =
    statedInstantProblem(repairedAt, now) ??
    (repairedAt < startedAt ? 'lies before the start' : undefined) ??
    (repairedAt.getTime() < knownSince(ticket) - WATCH_ERROR_MS ? 'lies before the report' : undefined) ??
    (repairedAt.getTime() > told + WATCH_ERROR_MS ? 'lies after madeAt' : undefined);
  const made = told < ticket.startedAt.getTime() ? 'lies before the start of the fault' : undefined;
  return Object.entries({ startedAt: started, repairedAt: repaired, madeAt: made }).flatMap(
    ([path, message]) => (message === undefined ? [] : [{ path, message }]),
  );
}
