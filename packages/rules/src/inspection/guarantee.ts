/** Guarantee tasks (重保任务) and turns of duty that the bureau orders (domain §5.9; contract 一、3(4)). */

import { rolesOf } from '../life.js';
import type { Span } from '../month.js';
import { DECIDERS, DISPATCHER, type Role, WORKERS } from '../role.js';
import type { InspectionProblem } from './inspection-problem.js';
import { type Attendance, type RosterShift, turnKey } from './roster.js';

export type GuaranteeKind = 'KEY_PERIOD' | 'DRILL' | 'AD_HOC' | 'ON_DUTY';

export type GuaranteeState = 'PLANNED' | 'RUNNING' | 'ENDED' | 'FULFILLED' | 'NOT_FULFILLED';

/** A turn, and when its person was there; instants in ms. */
export interface AttendedShift extends RosterShift {
  checkedInAt: number | null;
  checkedOutAt: number | null;
}

/** How a task stands: its time, what the bureau judged (null: nothing yet), and its roster. */
export interface GuaranteeStanding extends Span {
  fulfilled: boolean | null;
  shifts: readonly AttendedShift[];
}

/** The roles that may ever do this to some task. */
export const GUARANTEE_ROLES = {
  createGuaranteeTask: rolesOf({ by: DECIDERS }),
  setGuaranteeRoster: rolesOf({ by: DISPATCHER }),
  checkInGuarantee: rolesOf({ by: WORKERS }),
  checkOutGuarantee: rolesOf({ by: WORKERS }),
  judgeGuaranteeTask: rolesOf({ by: DECIDERS }),
} as const satisfies Record<string, readonly Role[]>;

export type GuaranteeAction = keyof typeof GUARANTEE_ROLES;

export function guaranteeState(
  { from, to, fulfilled }: Omit<GuaranteeStanding, 'shifts'>,
  now: number,
): GuaranteeState {
  if (fulfilled !== null) return fulfilled ? 'FULFILLED' : 'NOT_FULFILLED';
  if (now < from) return 'PLANNED';
  return now < to ? 'RUNNING' : 'ENDED';
}

/** The person's turn that it is now, if he has not come yet. */
export const shiftToBegin = <Shift extends AttendedShift>(
  shifts: readonly Shift[],
  personId: string,
  now: number,
): Shift | undefined =>
  shifts.find(
    (shift) =>
      shift.personId === personId && shift.checkedInAt === null && now >= shift.from && now < shift.to,
  );

/** The person's turn that he has come to and not left; of several the last. */
export const shiftToEnd = <Shift extends AttendedShift>(
  shifts: readonly Shift[],
  personId: string,
): Shift | undefined =>
  shifts
    .filter(
      (shift) => shift.personId === personId && shift.checkedInAt !== null && shift.checkedOutAt === null,
    )
    .sort((a, b) => a.from - b.from)
    .at(-1);

/** What this person may do with the task at `now`, ms. */
export function guaranteeActions(
  task: GuaranteeStanding,
  by: { id: string; role: Role },
  now: number,
): GuaranteeAction[] {
  const state = guaranteeState(task, now);
  const isOpen = task.fulfilled === null;
  const isPossible: Record<GuaranteeAction, boolean> = {
    createGuaranteeTask: false,
    setGuaranteeRoster: state === 'PLANNED' || state === 'RUNNING',
    checkInGuarantee: isOpen && shiftToBegin(task.shifts, by.id, now) !== undefined,
    checkOutGuarantee: isOpen && shiftToEnd(task.shifts, by.id) !== undefined,
    judgeGuaranteeTask: state === 'ENDED',
  };
  return (Object.keys(isPossible) as GuaranteeAction[]).filter(
    (action) => isPossible[action] && GUARANTEE_ROLES[action].some((role) => role === by.role),
  );
}

/** When people were there. Who does not check out was there until the end of the turn. */
export const attendancesOf = (shifts: readonly AttendedShift[]): Attendance[] =>
  shifts.flatMap(({ checkedInAt, checkedOutAt, to }) =>
    checkedInAt === null ? [] : [{ from: checkedInAt, to: checkedOutAt ?? to }],
  );

/** Turns somebody has come to, and that the new roster lacks: what happened stays on record. */
export function droppedShifts(
  before: readonly AttendedShift[],
  after: readonly RosterShift[],
): InspectionProblem[] {
  const kept = new Set(after.map(turnKey));
  return before
    .filter((shift) => shift.checkedInAt !== null && !kept.has(turnKey(shift)))
    .map(({ personId, from, to }) => ({
      path: 'shifts',
      message: `lacks the turn of ${personId} from ${iso(from)} to ${iso(to)}, which somebody has come to`,
    }));
}

const iso = (instant: number): string => new Date(instant).toISOString();
