import type { Caller } from '@zhishou/platform/auth/caller';
import { databaseNow } from '@zhishou/platform/db/clock';
import { conflict, notFound } from '@zhishou/platform/errors';
import {
  type AttendedShift,
  type GuaranteeAction,
  guaranteeActions,
  type GuaranteeStanding,
  guaranteeState,
} from '@zhishou/rules/inspection/guarantee';
import type { InspectionProblem } from '@zhishou/rules/inspection/inspection-problem';
import { DAY_MS } from '@zhishou/rules/month';
import type { EntityManager } from 'typeorm';
import { GuaranteeShift } from './guarantee-shift.entity.js';
import { GuaranteeTask } from './guarantee-task.entity.js';

/** A contract runs for a year: what is as far away has a wrong year. */
const FARTHEST_MS = 366 * DAY_MS;

export const standingOf = (
  { fromAt, toAt, fulfilled }: GuaranteeTask,
  shifts: readonly GuaranteeShift[],
): GuaranteeStanding & { shifts: (AttendedShift & { id: string })[] } => ({
  from: fromAt.getTime(),
  to: toAt.getTime(),
  fulfilled,
  shifts: shifts.map((shift) => ({
    id: shift.id,
    personId: shift.personId,
    from: shift.fromAt.getTime(),
    to: shift.toAt.getTime(),
    checkedInAt: shift.checkedInAt?.getTime() ?? null,
    checkedOutAt: shift.checkedOutAt?.getTime() ?? null,
  })),
});

/**
 * The task, locked, with its roster.
 * @throws UserError NOT_FOUND; CONFLICT when this caller may not do this with it now
 */
export async function lockFor(manager: EntityManager, caller: Caller, action: GuaranteeAction, id: string) {
  const task = await manager.findOne(GuaranteeTask, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!task) throw notFound(`Guarantee task ${id}`);
  const standing = standingOf(task, await manager.findBy(GuaranteeShift, { taskId: id }));
  const at = await databaseNow(manager);
  const allowed = guaranteeActions(standing, { id: caller.personId, role: caller.role }, at);
  if (!allowed.includes(action)) {
    const state = guaranteeState(standing, at);
    throw conflict(`The guarantee task is ${state}; not possible now: ${action}`, { state, allowed });
  }
  return { task, standing, at: new Date(at) };
}

/** What is wrong with a time as such, at its two fields below `path`. */
export function timeProblems(
  { from, to }: { from: Date; to: Date },
  now: number,
  path = '',
): InspectionProblem[] {
  const far = Object.entries({ from, to })
    .filter(([, instant]) => Math.abs(instant.getTime() - now) > FARTHEST_MS)
    .map(([field]) => ({ path: `${path}${field}`, message: 'lies more than a year away' }));
  const backwards = from >= to ? [{ path: `${path}to`, message: 'is not after its beginning' }] : [];
  return [...far, ...backwards];
}
