import { PersonProjection } from '@zhishou/platform/people/person.entity';
import { isId } from '@zhishou/platform/ids';
import type { InspectionProblem } from '@zhishou/rules/inspection/inspection-problem';
import { measureRolesFor } from '@zhishou/rules/inspection/measure-life';
import { addDays, dayOf, isDay } from '@zhishou/rules/month';
import { type EntityManager, In } from 'typeorm';
import type { WrittenMeasure } from '../review/review-report.entity.js';

const FARTHEST_DAYS = 3 * 366;

/** What is wrong with measures, at `measures.0.dueOn` and its like; empty when they can be set. @param now ms */
export async function measureProblems(
  manager: EntityManager,
  measures: readonly WrittenMeasure[],
  now: number,
  pathOf = (index: number): string => `measures.${index}.`,
): Promise<InspectionProblem[]> {
  const able = await ableTo(
    manager,
    measures.map(({ responsibleId }) => responsibleId),
  );
  return measures.flatMap(({ responsibleId, dueOn }, index) => {
    const day = wrongDay(dueOn, now);
    const person = able.has(responsibleId)
      ? null
      : 'is nobody of either side who is active, and of the provider has signed the non-disclosure agreement';
    return [
      ...(person === null ? [] : [{ path: `${pathOf(index)}responsibleId`, message: person }]),
      ...(day === null ? [] : [{ path: `${pathOf(index)}dueOn`, message: day }]),
    ];
  });
}

function wrongDay(day: string, now: number): string | null {
  const today = dayOf(now);
  if (!isDay(day)) return 'is no day, such as 2026-09-30';
  if (day < today) return `lies before today, ${today}`;
  return day > addDays(today, FARTHEST_DAYS) ? 'lies more than three years away' : null;
}

/** Of the people named those of either side who may be made responsible for something. */
async function ableTo(manager: EntityManager, ids: readonly string[]): Promise<Set<string>> {
  const people = await manager.find(PersonProjection, {
    select: { id: true, side: true, ndaSigned: true },
    where: {
      id: In([...new Set(ids)].filter((id) => isId('psn', id))),
      role: In(measureRolesFor('completeMeasure')),
      active: true,
    },
  });
  return new Set(people.filter(({ side, ndaSigned }) => side === 'BUREAU' || ndaSigned).map(({ id }) => id));
}
