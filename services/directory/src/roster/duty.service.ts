import { Injectable } from '@nestjs/common';
import { writeAudit } from '@zhishou/platform/audit/audit';
import type { Caller } from '@zhishou/platform/auth/caller';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput, conflict, forbidden, notFound } from '@zhishou/platform/errors';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { assertId, newId } from '@zhishou/platform/ids';
import { DataSource, LessThan, MoreThan, Not } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { lockPerson, lockPersons } from '../person/person.changes.js';
import type { Person } from '../person/person.entity.js';
import { DutyGap } from './duty-gap.entity.js';
import { DutyShift } from './duty-shift.entity.js';
import type { RemoveDutyShiftInput, SetDutyShiftInput } from './duty.inputs.js';
import { type DutyBar, dutyBarOf } from './fit-for-duty.js';
import { closeGap } from './leave-roster.js';

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

  /** Gaps, open or closed since, that touch the time from `from` to `to`, at most a hundred days. */
  gaps(from: Date, to: Date): Promise<DutyGap[]> {
    assertSpan(from, to, 'to', LONGEST_VIEW_MS);
    const where = { startsAt: LessThan(to), endsAt: MoreThan(from) };
    return this.dataSource.getRepository(DutyGap).find({ where, order: { startsAt: 'ASC', id: 'ASC' } });
  }

  /** @throws UserError NOT_FOUND, CONFLICT (the shift went to somebody else meanwhile), BAD_USER_INPUT, FORBIDDEN */
  async set(input: SetDutyShiftInput, caller: Caller): Promise<DutyShift> {
    const { startsAt, endsAt, note = null } = input;
    const personId = assertId('psn', input.personId, 'personId');
    const set = await withIdempotency(this.call(input, caller, 'setDutyShift'), async (manager) => {
      assertNear(startsAt, await databaseNow(manager));
      assertSpan(startsAt, endsAt, 'endsAt', LONGEST_SHIFT_MS);
      const { before, person } = await lockFor(manager, personId, input.shiftId);
      assertMaySchedule(caller, person);
      if (before) assertOwnSide(caller, before.person);
      const shift = { id: before?.shift.id ?? newId('dty'), personId, startsAt, endsAt, note };
      await assertNoOverlap(manager, shift);
      await manager.save(DutyShift, shift);
      const by = { actorId: caller.personId, actorRole: caller.role };
      await closeGap(manager, shift, person.side, by, new Date(await databaseNow(manager)));
      await this.audit(manager, caller, 'setDutyShift', shift.id, before?.shift, shift);
      return shift;
    });
    // a repeat finds its answer as JSON
    return { ...set, startsAt: new Date(set.startsAt), endsAt: new Date(set.endsAt) };
  }

  /** @throws UserError NOT_FOUND, CONFLICT (the shift went to somebody else meanwhile), FORBIDDEN */
  async remove(input: RemoveDutyShiftInput, caller: Caller): Promise<void> {
    await withIdempotency(this.call(input, caller, 'removeDutyShift'), async (manager) => {
      const { shift, person } = await lockShift(manager, input.shiftId);
      assertOwnSide(caller, person);
      await manager.delete(DutyShift, { id: shift.id });
      await this.audit(manager, caller, 'removeDutyShift', shift.id, shift, undefined);
    });
  }

  private call(input: { idempotencyKey?: string }, caller: Caller, mutation: string) {
    return { dataSource: this.dataSource, caller, mutation, key: input.idempotencyKey, body: input };
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

/** A shift, and the person who has it, locked. */
interface HeldShift {
  shift: DutyShift;
  person: Person;
}

// Whoever changes a shift holds the lock of the person who has it: under that lock it is read again.
async function lockShift(manager: EntityManager, shiftId: string, ...others: string[]): Promise<HeldShift> {
  const id = assertId('dty', shiftId, 'shiftId');
  const seen = await manager.findOneBy(DutyShift, { id });
  if (!seen) throw notFound(`Duty shift ${id}`);
  const [person] = await lockPersons(manager, [seen.personId, ...others]);
  const shift = await manager.findOneBy(DutyShift, { id });
  if (!shift) throw notFound(`Duty shift ${id}`);
  if (shift.personId !== seen.personId)
    throw conflict('Somebody has just given this shift to another person; look again', {
      state: 'CHANGED',
      allowed: ['setDutyShift', 'removeDutyShift'],
    });
  return { shift, person: person! };
}

async function lockFor(manager: EntityManager, personId: string, shiftId: string | undefined) {
  const before = shiftId == null ? undefined : await lockShift(manager, shiftId, personId);
  return { before, person: await lockPerson(manager, personId) };
}

function assertOwnSide(caller: Caller, { side }: Person): void {
  if (caller.side === 'PROVIDER' && side !== 'PROVIDER') throw forbidden();
}

const BARRED: Record<DutyBar, string> = {
  DEACTIVATED: 'is not active',
  ROLE_CHANGED: 'has a role that is not on duty',
  NDA_MISSING: 'has not signed the NDA',
};

// Work is only given to those who may do it (domain §2); a dispatcher schedules their own side.
function assertMaySchedule(caller: Caller, person: Person): void {
  if (caller.side === 'PROVIDER' && person.side !== 'PROVIDER')
    throw forbidden('This person is not of your side');
  const bar = dutyBarOf(person);
  if (bar) throw badInput([{ path: 'personId', message: BARRED[bar] }]);
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
