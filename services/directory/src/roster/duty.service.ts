import { Injectable } from '@nestjs/common';
import { writeAudit } from '@zhishou/platform/audit/audit';
import type { Caller } from '@zhishou/platform/auth/caller';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput, forbidden, notFound } from '@zhishou/platform/errors';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { assertId, newId } from '@zhishou/platform/ids';
import { DataSource, LessThan, MoreThan, Not } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { lockPerson } from '../person/person.changes.js';
import type { Person } from '../person/person.entity.js';
import { DutyShift } from './duty-shift.entity.js';
import type { RemoveDutyShiftInput, SetDutyShiftInput } from './duty.inputs.js';

const DAY_MS = 24 * 60 * 60_000;
const LONGEST_SHIFT_MS = 7 * DAY_MS;
/** A contract runs for a year: a shift that is as far away has a wrong year. */
const FARTHEST_MS = 2 * 366 * DAY_MS;
const LONGEST_VIEW_MS = 100 * DAY_MS;

@Injectable()
export class DutyService {
  constructor(private readonly dataSource: DataSource) {}

  /** Shifts that touch the time from `from` to `to`, at most a hundred days. */
  roster(from: Date, to: Date): Promise<DutyShift[]> {
    assertSpan(from, to, 'to', LONGEST_VIEW_MS);
    const where = { startsAt: LessThan(to), endsAt: MoreThan(from) };
    return this.dataSource.getRepository(DutyShift).find({ where, order: { startsAt: 'ASC', id: 'ASC' } });
  }

  async set(input: SetDutyShiftInput, caller: Caller): Promise<DutyShift> {
    const { startsAt, endsAt } = input;
    const personId = assertId('psn', input.personId, 'personId');
    const { id } = await withIdempotency(this.call(input, caller, 'setDutyShift'), async (manager) => {
      assertNear(startsAt, await databaseNow(manager));
      assertSpan(startsAt, endsAt, 'endsAt', LONGEST_SHIFT_MS);
      assertMaySchedule(caller, await lockPerson(manager, personId));
      const before = input.shiftId != null ? await this.ownShift(manager, input.shiftId, caller) : undefined;
      const shift = { id: before?.id ?? newId('dty'), personId, startsAt, endsAt, note: input.note ?? null };
      await assertNoOverlap(manager, shift);
      await manager.save(DutyShift, shift);
      await this.audit(manager, caller, 'setDutyShift', shift.id, before, shift);
      return { id: shift.id };
    });
    return this.dataSource.getRepository(DutyShift).findOneByOrFail({ id });
  }

  async remove(input: RemoveDutyShiftInput, caller: Caller): Promise<void> {
    await withIdempotency(this.call(input, caller, 'removeDutyShift'), async (manager) => {
      const before = await this.ownShift(manager, input.shiftId, caller);
      await manager.delete(DutyShift, { id: before.id });
      await this.audit(manager, caller, 'removeDutyShift', before.id, before, undefined);
    });
  }

  private call(input: { idempotencyKey?: string }, caller: Caller, mutation: string) {
    return { dataSource: this.dataSource, caller, mutation, key: input.idempotencyKey, body: input };
  }

  private async ownShift(manager: EntityManager, shiftId: string, caller: Caller): Promise<DutyShift> {
    const id = assertId('dty', shiftId, 'shiftId');
    const shift = await manager.findOneBy(DutyShift, { id });
    if (!shift) throw notFound(`Duty shift ${id}`);
    const person = await lockPerson(manager, shift.personId);
    if (caller.side === 'PROVIDER' && person.side !== 'PROVIDER') throw forbidden();
    return shift;
  }

  private async audit(
    manager: EntityManager,
    caller: Caller,
    action: string,
    aggregateId: string,
    before: DutyShift | undefined,
    after: DutyShift | undefined,
  ): Promise<void> {
    const at = new Date(await databaseNow(manager));
    const { personId: actorId, role: actorRole } = caller;
    await writeAudit(manager, { actorId, actorRole, action, aggregateId, before, after, at });
  }
}

// Work is only given to those who may do it (domain §2); a dispatcher schedules their own side.
function assertMaySchedule(caller: Caller, person: Person): void {
  if (caller.side === 'PROVIDER' && person.side !== 'PROVIDER')
    throw forbidden('This person is not of your side');
  const problem = !person.active
    ? 'is not active'
    : person.side === 'PROVIDER' && !person.ndaSigned
      ? 'has not signed the NDA'
      : undefined;
  if (problem) throw badInput([{ path: 'personId', message: problem }]);
}

async function assertNoOverlap(manager: EntityManager, shift: DutyShift): Promise<void> {
  const overlaps = await manager.existsBy(DutyShift, {
    id: Not(shift.id),
    personId: shift.personId,
    startsAt: LessThan(shift.endsAt),
    endsAt: MoreThan(shift.startsAt),
  });
  if (overlaps) throw badInput([{ path: 'startsAt', message: 'this person is on duty then already' }]);
}

function assertNear(startsAt: Date, now: number): void {
  if (Math.abs(startsAt.getTime() - now) > FARTHEST_MS)
    throw badInput([{ path: 'startsAt', message: 'lies more than two years away' }]);
}

function assertSpan(from: Date, to: Date, path: string, longest: number): void {
  const length = to.getTime() - from.getTime();
  if (length <= 0) throw badInput([{ path, message: 'must be after the beginning' }]);
  if (length > longest)
    throw badInput([{ path, message: `at most ${longest / DAY_MS} days after the beginning` }]);
}
