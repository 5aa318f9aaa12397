import {
  DUTY_GAP_CLOSED,
  DUTY_GAP_OPENED,
  type DutyGapData,
  type PersonSnapshot,
} from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { newId } from '@zhishou/platform/ids';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import { type EntityManager, MoreThan } from 'typeorm';
import { DutyGap } from './duty-gap.entity.js';
import { DutyShift } from './duty-shift.entity.js';
import { type DutyBar, dutyBarOf } from './fit-for-duty.js';

interface Actor {
  actorId: string;
  actorRole?: string;
}

/**
 * Takes whoever may be on duty no longer off the shifts to come and off the rest of the one under way, and tells of
 * each gap. The caller holds the person's lock; a part of the person's change, before its audit entry.
 */
export async function leaveRoster(
  manager: EntityManager,
  person: PersonSnapshot,
  by: Actor,
  at: Date,
): Promise<void> {
  const why = dutyBarOf(person);
  if (why === undefined) return;
  const left = await manager.find(DutyShift, {
    where: { personId: person.id, endsAt: MoreThan(at) },
    order: { startsAt: 'ASC', id: 'ASC' },
  });
  const gaps: DutyGap[] = [];
  for (const shift of left) gaps.push(await openGap(manager, shift, person, why, at));
  for (const gap of gaps) await tell(manager, DUTY_GAP_OPENED, gap, at);
  for (const before of left) {
    const after = before.startsAt < at ? { ...before, endsAt: at } : undefined;
    await writeAudit(manager, { ...by, action: 'leaveRoster', aggregateId: before.id, before, after, at });
  }
  for (const gap of gaps)
    await writeAudit(manager, { ...by, action: 'openDutyGap', aggregateId: gap.id, after: { ...gap }, at });
}

async function openGap(
  manager: EntityManager,
  { id, startsAt, endsAt }: DutyShift,
  { id: personId, side }: PersonSnapshot,
  why: DutyBar,
  at: Date,
): Promise<DutyGap> {
  const isUnderWay = startsAt < at;
  if (isUnderWay) await manager.update(DutyShift, { id }, { endsAt: at });
  else await manager.delete(DutyShift, { id });
  const gap = { id: newId('gap'), personId, side, why, openedAt: at, closedAt: null, endsAt };
  return manager.save(DutyGap, { ...gap, startsAt: isUnderWay ? at : startsAt });
}

/** A shift closes one gap of its side that it covers whole: two who are missing need two who come. */
export async function closeGap(
  manager: EntityManager,
  { startsAt, endsAt }: DutyShift,
  side: PersonSnapshot['side'],
  by: Actor,
  at: Date,
): Promise<void> {
  const gap = await manager
    .createQueryBuilder(DutyGap, 'gap')
    .where('gap.closedAt IS NULL AND gap.side = :side', { side })
    .andWhere('gap.startsAt >= :startsAt AND gap.endsAt <= :endsAt', { startsAt, endsAt })
    .orderBy('gap.startsAt')
    .addOrderBy('gap.id')
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .take(1)
    .getOne();
  if (!gap) return;
  const closed = await manager.save(DutyGap, { ...gap, closedAt: at });
  await tell(manager, DUTY_GAP_CLOSED, closed, at);
  const entry = { action: 'closeDutyGap', aggregateId: gap.id, before: { ...gap }, after: { ...closed } };
  await writeAudit(manager, { ...by, ...entry, at });
}

async function tell(manager: EntityManager, type: string, gap: DutyGap, time: Date): Promise<void> {
  const { id: gapId, personId, side, why, startsAt, endsAt } = gap;
  const span = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
  const data: DutyGapData = { gapId, personId, side, why, ...span, at: time.toISOString() };
  await appendEvent(manager, { topic: TOPICS.directory, type, subject: gapId, time, data });
}
