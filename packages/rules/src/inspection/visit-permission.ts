import type { Refusal } from '../life.js';
import { actionsBy, type Permission, refusalBy } from '../permission.js';
import type { Person } from '../role.js';
import { lastArrival, type VisitCase, type VisitStep } from './visit-case.js';
import { VISIT_LIFE, type VisitAction, type VisitReach } from './visit-life.js';

type Asked = Partial<{ recordId: string; madeAt: number; endsAt: number }>;

/**
 * A record is taken from the first day of the month's inspection to its last, whatever day was planned. One written on
 * these days where there was no connection is kept a while longer: nothing written is lost, but what arrives late has not
 * completed the visit.
 */
function outsideMonth(visit: VisitCase, { recordId, madeAt }: Asked, now: number): string | null {
  if (now < visit.from) return "The visit's month has not begun";
  if (now <= visit.to) return null;
  const mayBeLate = now <= lastArrival(visit) && (recordId === undefined || (madeAt ?? now) <= visit.to);
  return mayBeLate ? null : afterMonth(visit, now);
}

const afterMonth = ({ to }: VisitCase, now: number): string | null =>
  now > to ? "The visit's month is over: it was not completed" : null;

const otherRecord = ({ rounds }: VisitCase, { recordId }: Asked): string | null =>
  recordId === undefined || recordId === rounds.at(-1)?.recordId
    ? null
    : 'The visit was recorded again meanwhile';

const noEarlier = ({ to }: VisitCase, { endsAt = to }: Asked): string | null =>
  endsAt < to ? null : "The visit's month ends no later";

/** What a step needs beside its state in the life's table. */
const CONDITIONS: Partial<
  Record<VisitAction, (visit: VisitCase, asked: Asked, now: number) => string | null>
> = {
  recordVisit: outsideMonth,
  reviewVisit: (visit, asked) => otherRecord(visit, asked),
  // what was not completed in its month stays so, whatever the plan becomes
  replanVisit: (visit, _asked, now) => afterMonth(visit, now),
  cancelVisit: (visit, _asked, now) => afterMonth(visit, now),
  endMonth: (visit, _asked, now) =>
    now > lastArrival(visit) ? null : 'A record of the visit may still arrive',
  endEarly: (visit, asked) => noEarlier(visit, asked),
};

/** Signed, called off, or left undone for good: nothing follows. */
export const isVisitFinal = ({ state, closedAt }: VisitCase): boolean =>
  state === 'SIGNED' || state === 'CANCELLED' || closedAt !== null;

const PERMISSION: Permission<VisitCase, VisitStep, VisitReach> = {
  name: 'The visit',
  table: VISIT_LIFE,
  isWithinReach: ({ engineerId }, { id }, reach) => reach === 'any' || engineerId === id,
  isOver: isVisitFinal,
  obstacle: (visit, step, now) => CONDITIONS[step.action]?.(visit, step as Asked, now) ?? null,
};

/** What this person may do with the visit as it stands at `now` (ms). */
export const visitActions = (visit: VisitCase, person: Person, now: number): VisitAction[] =>
  actionsBy(PERMISSION, visit, person, now);

/** Why the step cannot be taken at `now` (ms) by this person, or null when it can. */
export const visitRefusal = (
  visit: VisitCase,
  step: VisitStep,
  person: Person,
  now: number,
): Refusal | null => refusalBy(PERMISSION, visit, step, person, now);
