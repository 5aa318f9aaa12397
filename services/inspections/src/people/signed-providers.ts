import { isId } from '@zhishou/platform/ids';
import { PersonProjection } from '@zhishou/platform/people/person.entity';
import { type EntityManager, In } from 'typeorm';

/** Of the people named those of the provider who are there and have signed the non-disclosure agreement. */
export async function signedProviders(manager: EntityManager, ids: readonly string[]): Promise<Set<string>> {
  const people = await manager.find(PersonProjection, {
    select: { id: true },
    where: {
      id: In([...new Set(ids)].filter((id) => isId('psn', id))),
      side: 'PROVIDER',
      active: true,
      ndaSigned: true,
    },
  });
  return new Set(people.map(({ id }) => id));
}
