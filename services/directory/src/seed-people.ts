import { sideOf } from '@zhishou/platform/auth/caller';
import type { Role } from '@zhishou/platform/auth/caller';
import { ALL_ROLES } from '@zhishou/platform/auth/roles';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { newId } from '@zhishou/platform/ids';
import type { DataSource, EntityManager } from 'typeorm';
import { addSignature } from './nda/nda.service.js';
import { recordPerson, snapshotOf } from './person/person.changes.js';
import { Person } from './person/person.entity.js';
import { assertPassword } from './session/password-policy.js';
import { hashPassword, verifyPassword } from './session/password.js';
import { endSessionsOf } from './session/session.store.js';

export interface DemoAccount {
  username: string;
  password: string;
  displayName: string;
  role: Role;
  ndaSigned: boolean;
}

const CHANGE = { actorId: 'system:seed', action: 'seedPeople' };

/** @throws Error naming what is not an account */
export function parseAccounts(value: unknown): DemoAccount[] {
  if (!Array.isArray(value)) throw new Error('a list of accounts');
  return value.map((account: DemoAccount, index) => {
    const texts = [account.username, account.password, account.displayName];
    const isAccount =
      texts.every((text) => typeof text === 'string' && text !== '') && ALL_ROLES.includes(account.role);
    if (!isAccount) throw new Error(`account ${index}: username, password, displayName and a known role`);
    return account;
  });
}

/**
 * Makes or updates these people. An account that is as it should be is left alone, its password included; a signature
 * that is missing is added, one that was given is never taken back.
 */
export async function seedPeople(dataSource: DataSource, accounts: DemoAccount[]): Promise<void> {
  for (const account of accounts) await inTransaction(dataSource, (manager) => seedPerson(manager, account));
}

async function seedPerson(manager: EntityManager, account: DemoAccount): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('seed-people', 0))`);
  const { username, displayName, role } = account;
  const found = await manager
    .createQueryBuilder(Person, 'person')
    .addSelect('person.passwordHash')
    .where('person.username = :username', { username })
    .getOne();
  const before = found ? snapshotOf(found) : undefined;
  const person = found ?? manager.create(Person, { id: newId('psn'), username, ndaSigned: false });
  const keepsPassword = found && (await verifyPassword(found.passwordHash, account.password));
  const isSame = keepsPassword && found.displayName === displayName && found.role === role && found.active;
  if (!isSame) {
    Object.assign(person, { displayName, role, side: sideOf(role), active: true });
    if (!keepsPassword) {
      // one that is in use already goes on
      assertPassword(account.password, account, `${username}.password`);
      person.passwordHash = await hashPassword(account.password);
      if (found) await endSessionsOf(manager, person, 'CHANGED_BY_ADMIN');
    }
    await recordPerson(manager, before, person, CHANGE);
  }
  if (account.ndaSigned && person.side === 'PROVIDER' && !person.ndaSigned)
    await addSignature(manager, person, CHANGE);
}
