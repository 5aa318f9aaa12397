import { PersonProjection } from './person.entity.js';
import { type EntityManager, In } from 'typeorm';

/** What a person is called on paper; empty for nobody. */
export type NameOf = (personId: string | null | undefined) => string;

/** The display names of these people; of one who was never heard of, the id. */
export async function namesOf(
  manager: EntityManager,
  ids: readonly (string | null | undefined)[],
): Promise<NameOf> {
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))];
  const people = await manager.find(PersonProjection, {
    select: { id: true, displayName: true },
    where: { id: In(wanted) },
  });
  const names = new Map(people.map(({ id, displayName }) => [id, displayName]));
  return (id) => (id == null ? '' : (names.get(id) ?? id));
}
