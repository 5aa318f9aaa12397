import type { DueMark } from '@zhishou/rules/clock';
import { rectifyBy } from '@zhishou/rules/inspection/hazard-date';
import { dayEnd } from '@zhishou/rules/month';
import type { EntityManager } from 'typeorm';
import { tellMark } from '../alarm/tell-mark.js';
import type { Hazard } from './hazard.entity.js';
import { toldOfHazard } from './hazard.waits.js';

/** Calls somebody as the date by which a hazard is to be rectified nears or has passed. */
export async function tellHazardMarks(
  manager: EntityManager,
  hazard: Hazard,
  marks: readonly DueMark[],
  now: number,
): Promise<void> {
  if (marks.length === 0) return;
  const told = await toldOfHazard(manager, hazard);
  const dueAt = dayEnd(rectifyBy(hazard.process)!);
  for (const mark of marks)
    await tellMark(manager, { ...told, subject: hazard.id, word: 'HAZARD', dueAt }, mark, now);
}
