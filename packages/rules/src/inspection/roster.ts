import type { Span } from '../month.js';
import { clip, without } from '../span.js';
import { isEmpty } from './inspected-month.js';
import type { InspectionProblem } from './inspection-problem.js';

/** One person's turn on site. Instants in ms. */
export interface RosterShift extends Span {
  personId: string;
}

/** The same person's same time is the same turn. */
export const turnKey = ({ personId, from, to }: RosterShift): string => `${personId}/${from}/${to}`;

/** When somebody was there: `to` is null as long as he has not checked out. */
export interface Attendance {
  from: number;
  to: number | null;
}

/** The times of a 7×24 task in which nobody is on the roster, in order (一、3(4)). */
export const rosterGaps = (task: Span, shifts: readonly Span[]): Span[] => without(task, shifts);

/** The turns that count: one of somebody who may be on duty no longer does up to `now`. */
export const countedTurns = (
  shifts: readonly RosterShift[],
  onDuty: ReadonlySet<string>,
  now: number,
): RosterShift[] =>
  shifts
    .map((shift) => (onDuty.has(shift.personId) ? shift : { ...shift, to: Math.min(shift.to, now) }))
    .filter((shift) => !isEmpty(shift));

/** Of the gaps those, or the parts of them, that are still to come: what can still be done something about. */
export const gapsAhead = (task: Span, shifts: readonly Span[], now: number): Span[] =>
  rosterGaps(clip(task, { from: now, to: Infinity }), shifts);

/** The times of the task up to `now` in which nobody was there, in order. */
export const attendanceGaps = (task: Span, attendances: readonly Attendance[], now: number): Span[] =>
  without(
    clip(task, { from: task.from, to: now }),
    attendances.map(({ from, to }) => ({ from, to: to ?? now })),
  );

/**
 * What is wrong with a roster, by field (`shifts.2.personId`): nobody is in two turns at once, and all have signed the
 * non-disclosure agreement. Gaps are not refused, they are shown.
 */
export function rosterProblems(
  task: Span,
  shifts: readonly RosterShift[],
  personIds: Iterable<string>,
): InspectionProblem[] {
  const allowed = new Set(personIds);
  const problems: InspectionProblem[] = [];
  shifts.forEach((shift, index) => {
    const tell = (field: string, message: string) =>
      problems.push({ path: `shifts.${index}.${field}`, message });
    if (isEmpty(shift)) tell('to', 'is not after its beginning');
    else if (isEmpty(clip(shift, task))) tell('from', 'lies outside the task');
    if (!allowed.has(shift.personId))
      tell('personId', 'is nobody of the provider with a signed non-disclosure agreement');
  });
  return [...problems, ...overlaps(shifts)];
}

/** Of each person's turns by time, those that begin before an earlier one has ended. */
function overlaps(shifts: readonly RosterShift[]): InspectionProblem[] {
  const busyUntil = new Map<string, { to: number; index: number }>();
  const meets = new Map<number, number>();
  const inOrder = shifts
    .map((shift, index) => ({ ...shift, index }))
    .filter((shift) => !isEmpty(shift))
    .sort((a, b) => a.from - b.from || a.index - b.index);
  for (const { personId, from, to, index } of inOrder) {
    const before = busyUntil.get(personId);
    if (before && from < before.to) meets.set(index, before.index);
    if (!before || to > before.to) busyUntil.set(personId, { to, index });
  }
  return [...meets]
    .sort(([one], [other]) => one - other)
    .map(([index, other]) => ({
      path: `shifts.${index}.personId`,
      message: `is in shifts.${other} at that time`,
    }));
}
