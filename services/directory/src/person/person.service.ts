import { Injectable } from '@nestjs/common';
import type { Caller, Role } from '@zhishou/platform/auth/caller';
import { sideOf } from '@zhishou/platform/auth/caller';
import { containsText } from '@zhishou/platform/db/contains-text';
import { badInput, conflict } from '@zhishou/platform/errors';
import type { Connection, ConnectionArgs } from '@zhishou/platform/graphql/connection';
import { groupLoader, rowLoader } from '@zhishou/platform/graphql/loader';
import { paginate } from '@zhishou/platform/graphql/paginate';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { assertId, newId } from '@zhishou/platform/ids';
import { DataSource, In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { assertNoMachine } from '../machine/machine.guard.js';
import { assertPassword } from '../session/password-policy.js';
import { hashPassword } from '../session/password.js';
import { endSessionsOf } from '../session/session.store.js';
import { Contact } from './contact.entity.js';
import { holdUsername, lockPerson, recordPerson, replaceContacts, snapshotOf } from './person.changes.js';
import { Person } from './person.entity.js';
import type { CreatePersonInput, PersonFilter, UpdatePersonInput } from './person.inputs.js';

/** Roles that may see how somebody else is reached (besides oneself). */
const SEE_CONTACTS: readonly Role[] = ['BUREAU_SUPERVISOR', 'BUREAU_ADMIN', 'PROVIDER_DISPATCHER', 'AUDITOR'];

@Injectable()
export class PersonService {
  private readonly persons = rowLoader(
    (ids) => this.dataSource.getRepository(Person).findBy({ id: In(ids) }),
    (person) => person.id,
  );
  private readonly contacts = groupLoader(
    (ids) =>
      this.dataSource
        .getRepository(Contact)
        .find({ where: { personId: In(ids) }, order: { position: 'ASC' } }),
    (contact) => contact.personId,
  );

  constructor(private readonly dataSource: DataSource) {}

  find(id: string): Promise<Person | null> {
    return this.persons.load(id);
  }

  list(filter: PersonFilter, args: ConnectionArgs): Connection<Person> {
    const query = this.dataSource.getRepository(Person).createQueryBuilder('person');
    const { role, side, active, text } = filter;
    if (role != null) query.andWhere('person.role = :role', { role });
    if (side != null) query.andWhere('person.side = :side', { side });
    if (active != null) query.andWhere('person.active = :active', { active });
    if (text) query.andWhere(containsText('person.username', 'person.displayName'), { text });
    return paginate(query, args, { by: ['username', 'id'], direction: 'ASC' });
  }

  /** null where the caller may not see them. */
  async contactsOf(person: Person, caller: Caller): Promise<Contact[] | null> {
    const allowed = person.id === caller.personId || SEE_CONTACTS.includes(caller.role);
    return allowed ? this.contacts.load(person.id) : null;
  }

  async create(input: CreatePersonInput, caller: Caller): Promise<Person> {
    assertPassword(input.password, input, 'password');
    const passwordHash = await hashPassword(input.password);
    const { idempotencyKey: key } = input;
    const call = {
      dataSource: this.dataSource,
      caller,
      mutation: 'createPerson',
      key,
      body: withoutPassword(input),
    };
    const { id } = await withIdempotency(call, async (manager) => {
      const person = manager.create(Person, {
        id: newId('psn'),
        username: input.username,
        displayName: input.displayName,
        role: input.role,
        side: sideOf(input.role),
        active: true,
        ndaSigned: false,
        passwordHash,
      });
      await assertUsernameFree(manager, input.username);
      const contacts = input.contacts ?? [];
      await replaceContacts(manager, person.id, contacts);
      await recordPerson(manager, undefined, person, {
        ...by(caller, 'createPerson'),
        more: { after: { contacts } },
      });
      return { id: person.id };
    });
    return this.reread(id);
  }

  async update(input: UpdatePersonInput, caller: Caller): Promise<Person> {
    const id = assertId('psn', input.personId, 'personId');
    const { password } = input;
    const passwordHash = password == null ? undefined : await hashPassword(password);
    const { idempotencyKey: key } = input;
    const call = {
      dataSource: this.dataSource,
      caller,
      mutation: 'updatePerson',
      key,
      body: withoutPassword(input),
    };
    await withIdempotency(call, async (manager) => {
      const person = await lockPerson(manager, id);
      await assertNoMachine(manager, id);
      const before = snapshotOf(person);
      assertNotSelf(person, input, caller);
      if (password != null) {
        const displayName = input.displayName ?? person.displayName;
        assertPassword(password, { username: person.username, displayName }, 'password');
      }
      person.displayName = input.displayName ?? person.displayName;
      person.role = input.role ?? person.role;
      person.side = sideOf(person.role);
      person.active = input.active ?? person.active;
      if (passwordHash) person.passwordHash = passwordHash;
      if (passwordHash) await endSessionsOf(manager, person, 'CHANGED_BY_ADMIN');
      const { contacts } = input;
      const contactsBefore = contacts && (await replaceContacts(manager, id, contacts));
      const more = {
        before: { contacts: contactsBefore },
        after: { contacts, passwordChanged: passwordHash ? true : undefined },
      };
      await recordPerson(manager, before, person, { ...by(caller, 'updatePerson'), more });
    });
    return this.reread(id);
  }

  private reread(id: string): Promise<Person> {
    return this.dataSource.getRepository(Person).findOneByOrFail({ id });
  }
}

const by = (caller: Caller, action: string) => ({ actorId: caller.personId, actorRole: caller.role, action });

// The stored hash of an input must not be a way to try passwords.
const withoutPassword = <T extends { password?: string }>({ password, ...rest }: T) => ({
  ...rest,
  hasPassword: password !== undefined,
});

async function assertUsernameFree(manager: EntityManager, username: string): Promise<void> {
  await holdUsername(manager, username);
  if (await manager.existsBy(Person, { username }))
    throw badInput([{ path: 'username', message: 'is taken' }]);
}

// An admin cannot lock the last door behind them.
function assertNotSelf(person: Person, input: UpdatePersonInput, caller: Caller): void {
  const changesAccess = input.active === false || (input.role != null && input.role !== person.role);
  if (person.id === caller.personId && changesAccess)
    throw conflict('Ask another admin to change your own role or to deactivate you', {
      state: 'ACTIVE',
      allowed: ['updatePerson'],
    });
}
