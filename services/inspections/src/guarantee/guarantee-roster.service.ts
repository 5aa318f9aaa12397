import { Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { badInput } from '@zhishou/platform/errors';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { assertId, newId } from '@zhishou/platform/ids';
import {
  type AttendedShift,
  droppedShifts,
  shiftToBegin,
  shiftToEnd,
} from '@zhishou/rules/inspection/guarantee';
import { rosterGaps, rosterProblems, type RosterShift, turnKey } from '@zhishou/rules/inspection/roster';
import { DataSource, type EntityManager, In } from 'typeorm';
import { signedProviders } from '../people/signed-providers.js';
import { GuaranteeShift } from './guarantee-shift.entity.js';
import { lockFor, timeProblems } from './guarantee-standing.js';
import type { GuaranteeTask } from './guarantee-task.entity.js';
import type { AttendGuaranteeInput, GuaranteeRosterInput } from './guarantee.inputs.js';
import { recordChange } from './guarantee.recording.js';
import { GuaranteeService } from './guarantee.service.js';
import { noteGap } from './note-gap.js';

type Attend = 'checkInGuarantee' | 'checkOutGuarantee';

/** Who is on duty for a guarantee task, and who came. */
@Injectable()
export class GuaranteeRosterService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly tasks: GuaranteeService,
  ) {}

  /** @throws UserError BAD_USER_INPUT, NOT_FOUND; CONFLICT once the task is over */
  async set(caller: Caller, { idempotencyKey: key, ...body }: GuaranteeRosterInput): Promise<GuaranteeTask> {
    const id = assertId('gtk', body.taskId, 'taskId');
    const action = 'setGuaranteeRoster';
    const call = { dataSource: this.dataSource, caller, mutation: action, key, body };
    await withIdempotency(call, async (manager) => {
      const { task, standing, at } = await lockFor(manager, caller, action, id);
      const times = body.shifts.flatMap((shift, index) =>
        timeProblems(shift, at.getTime(), `shifts.${index}.`),
      );
      if (times.length > 0) throw badInput(times);
      const shifts = body.shifts.map(({ personId, from, to }) => ({
        personId,
        from: from.getTime(),
        to: to.getTime(),
      }));
      const signed = await signedProviders(
        manager,
        shifts.map(({ personId }) => personId),
      );
      const problems = [
        ...rosterProblems(standing, shifts, signed),
        ...droppedShifts(standing.shifts, shifts),
      ];
      if (problems.length > 0) throw badInput(problems);
      await replace(manager, id, standing.shifts, shifts);
      await noteGap(manager, task, shifts, at.getTime());
      const gaps = rosterGaps(standing, shifts).length;
      await recordChange(manager, caller, {
        ...{ action, task, at, step: { shifts: shifts.length, gaps } },
        ...{ before: { shifts: standing.shifts.map(readable) }, after: { shifts: shifts.map(readable) } },
      });
      return id;
    });
    return this.tasks.byId(id);
  }

  /** @throws UserError NOT_FOUND; CONFLICT unless it is a turn of the caller's now, not come to yet */
  checkIn(caller: Caller, input: AttendGuaranteeInput): Promise<GuaranteeTask> {
    return this.attend(caller, 'checkInGuarantee', input);
  }

  /** @throws UserError NOT_FOUND; CONFLICT unless the caller has come to a turn and not left it */
  checkOut(caller: Caller, input: AttendGuaranteeInput): Promise<GuaranteeTask> {
    return this.attend(caller, 'checkOutGuarantee', input);
  }

  private async attend(
    caller: Caller,
    action: Attend,
    { idempotencyKey: key, ...body }: AttendGuaranteeInput,
  ): Promise<GuaranteeTask> {
    const id = assertId('gtk', body.taskId, 'taskId');
    const call = { dataSource: this.dataSource, caller, mutation: action, key, body };
    await withIdempotency(call, async (manager) => {
      const { task, standing, at } = await lockFor(manager, caller, action, id);
      const comes = action === 'checkInGuarantee';
      // there is one: else this would not have been allowed
      const shift = comes
        ? shiftToBegin(standing.shifts, caller.personId, at.getTime())!
        : shiftToEnd(standing.shifts, caller.personId)!;
      const change = comes ? { checkedInAt: at } : { checkedOutAt: at };
      await manager.update(GuaranteeShift, { id: shift.id }, change);
      const step = { shiftId: shift.id, personId: caller.personId };
      await recordChange(manager, caller, { action, task, step, after: { ...step, ...change }, at });
      return id;
    });
    return this.tasks.byId(id);
  }
}

const readable = ({ personId, from, to }: RosterShift) => ({
  personId,
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});

/** Turns that stay as they are keep their ids, and who came to them. */
async function replace(
  manager: EntityManager,
  taskId: string,
  before: readonly (AttendedShift & { id: string })[],
  after: readonly RosterShift[],
): Promise<void> {
  const wanted = new Set(after.map(turnKey));
  const there = new Set(before.map(turnKey));
  const gone = before.filter((shift) => !wanted.has(turnKey(shift))).map(({ id }) => id);
  if (gone.length > 0) await manager.delete(GuaranteeShift, { id: In(gone) });
  const added = after
    .filter((shift) => !there.has(turnKey(shift)))
    .map(({ personId, from, to }) => ({
      ...{ id: newId('gsh'), taskId, personId, fromAt: new Date(from), toAt: new Date(to) },
      ...{ checkedInAt: null, checkedOutAt: null },
    }));
  if (added.length > 0) await manager.insert(GuaranteeShift, added);
}
