import type { Role } from '@zhishou/platform/auth/caller';
import type pg from 'pg';
import type { Part } from '../script/act.js';

/** Somebody who plays a part. */
export interface Person {
  id: string;
  name: string;
  role: Role;
}

const PARTS: Partial<Record<Role, Part>> = {
  BUREAU_REPORTER: 'reporter',
  BUREAU_SUPERVISOR: 'supervisor',
  BUREAU_ADMIN: 'admin',
  PROVIDER_DISPATCHER: 'dispatcher',
};

/** Who of the installation plays which part: the first of each role who may work, and every engineer. */
export async function castOf(client: pg.Client): Promise<Map<Part, Person>> {
  const { rows } = await client.query<Person>(
    `SELECT id, display_name AS name, role FROM directory.person
     WHERE active AND (side <> 'PROVIDER' OR nda_signed) ORDER BY username`,
  );
  const cast = new Map<Part, Person>();
  let engineers = 0;
  for (const person of rows) {
    const part =
      person.role === 'PROVIDER_ENGINEER' ? (`engineer${++engineers}` as const) : PARTS[person.role];
    if (part && !cast.has(part)) cast.set(part, person);
  }
  const missing = [...Object.values(PARTS), 'engineer1' as const].filter((part) => !cast.has(part));
  if (missing.length > 0) throw new Error(`nobody here can play ${missing.join(', ')}`);
  return cast;
}
