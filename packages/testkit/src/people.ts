import { PERSON_CHANGED } from '@zhishou/messages/events';
import { type Role, sideOf } from '@zhishou/platform/auth/caller';
import { newId } from '@zhishou/platform/ids';
import { applyPersonEvent } from '@zhishou/platform/people/people.consumer';
import type { TestPerson } from './issuer.js';
import type { DataSource } from 'typeorm';

interface KnownPerson extends TestPerson {
  active?: boolean;
}

const person = (role: Role, more: Partial<KnownPerson> = {}): KnownPerson => ({
  id: newId('psn'),
  role,
  ...more,
});

/** Everybody a test needs, one of each kind; ids are new in every test file. */
export const PEOPLE = {
  reporter: person('BUREAU_REPORTER'),
  colleague: person('BUREAU_REPORTER'),
  supervisor: person('BUREAU_SUPERVISOR'),
  admin: person('BUREAU_ADMIN'),
  dispatcher: person('PROVIDER_DISPATCHER'),
  engineer: person('PROVIDER_ENGINEER'),
  secondEngineer: person('PROVIDER_ENGINEER'),
  unsignedEngineer: person('PROVIDER_ENGINEER', { ndaSigned: false }),
  formerEngineer: person('PROVIDER_ENGINEER', { active: false }),
  bot: person('BOT'),
  auditor: person('AUDITOR'),
} satisfies Record<string, KnownPerson>;

export type Who = keyof typeof PEOPLE;

/** Lets the service know them, as if the directory had told it. */
export async function introduce(db: DataSource): Promise<void> {
  for (const [username, { id, role, ndaSigned = true, active = true }] of Object.entries<KnownPerson>(
    PEOPLE,
  )) {
    const side = sideOf(role);
    await applyPersonEvent(db, {
      specversion: '1.0',
      id: newId('evt'),
      source: '/zhishou/directory',
      type: PERSON_CHANGED,
      subject: id,
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      sequence: '1',
      data: { id, username, displayName: username, role, side, ndaSigned, active },
    });
  }
}
