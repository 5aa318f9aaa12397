import { MEASURE_ADDED, type MeasureEventData } from '@zhishou/messages/review-events';
import type { Actor } from '@zhishou/messages/case-process';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import { type MeasureSide, openMeasure } from '@zhishou/rules/inspection/measure-case';
import type { EntityManager } from 'typeorm';
import type { WrittenMeasure } from '../review/review-report.entity.js';
import type { Review } from '../review/review.entity.js';
import { Measure } from './measure.entity.js';
import { measureColumns, measureSnapshot } from './measure.recording.js';

interface Added {
  id: string;
  review: Review;
  measure: WrittenMeasure;
  by: Actor;
  requestId?: string;
  at: Date;
}

/** A measure is set, and followed from then on. It must have been checked. */
export async function addMeasure(
  manager: EntityManager,
  { id, review, measure: { text, responsibleId, dueOn }, by, requestId, at }: Added,
): Promise<void> {
  const due = { day: dueOn, remindDays: review.process.rules.measureRemindDays };
  const facts = { measureId: id, responsibleId, side: await sideOf(manager, responsibleId) };
  const measure: Measure = {
    ...{ id, reviewId: review.id, text, responsibleId, dueOn, addedAt: at, addedById: by.id },
    ...{ note: null, comment: null, processStartedAt: null },
    ...measureColumns(openMeasure(facts, due, at.getTime())),
  };
  await manager.insert(Measure, measure);
  const data: MeasureEventData = {
    measure: measureSnapshot(measure),
    by: { id: by.id, role: by.role },
  };
  await appendEvent(manager, {
    topic: TOPICS.inspections,
    type: MEASURE_ADDED,
    subject: id,
    time: at,
    requestId,
    data,
  });
  const { process: _case, processStartedAt: _started, ...after } = measure;
  await writeAudit(manager, {
    actorId: by.id,
    actorRole: by.role,
    action: 'addMeasure',
    aggregateId: id,
    after,
    at,
    address: by.address,
    requestId,
  });
}

async function sideOf(manager: EntityManager, personId: string): Promise<MeasureSide> {
  const [person] = await manager.query<{ side: MeasureSide }[]>('SELECT side FROM person WHERE id = $1', [
    personId,
  ]);
  return person!.side;
}
