import { Injectable } from '@nestjs/common';
import { sideOf } from '@zhishou/platform/auth/caller';
import { databaseNow } from '@zhishou/platform/db/clock';
import { newId } from '@zhishou/platform/ids';
import type { EntityManager } from 'typeorm';
import { holdUsername, lockPerson, recordPerson, snapshotOf } from '../person/person.changes.js';
import { Person } from '../person/person.entity.js';
import { USERNAME } from '../person/person.inputs.js';
import { hashOfUnknown } from '../session/password.js';
import type { OutsideClaims } from './outside-claims.js';
import { OutsideIdentity } from './outside-identity.entity.js';

const ACTION = 'loginWithIdToken';

/** Who of our people stands behind an account of the outside issuer. */
@Injectable()
export class OutsidePeople {
  /**
   * The person with the role the issuer gives them now. A string says why there is none. A person of ours is never
   * found by name alone: an admin linked the name, or the subject has signed in before.
   */
  async admit(manager: EntityManager, claims: OutsideClaims, autoCreate: boolean): Promise<Person | string> {
    if (claims.username !== undefined) await holdUsername(manager, claims.username);
    const personId = await this.linkedTo(manager, claims);
    if (personId === undefined) return autoCreate ? this.create(manager, claims) : 'nobody is linked to it';
    const person = await lockPerson(manager, personId);
    if (!person.active) return 'the person is deactivated';
    if (person.role === claims.role) return person;
    const before = snapshotOf(person);
    Object.assign(person, { role: claims.role, side: sideOf(claims.role) });
    return recordPerson(manager, before, person, { actorId: person.id, action: ACTION });
  }

  private async linkedTo(manager: EntityManager, claims: OutsideClaims): Promise<string | undefined> {
    const { issuer, subject, username } = claims;
    const known = await manager.findOneBy(OutsideIdentity, { issuer, subject });
    if (known || username === undefined) return known?.personId;
    const lock = { mode: 'pessimistic_write' as const };
    const named = await manager.findOne(OutsideIdentity, { where: { issuer, username }, lock });
    if (!named || named.subject !== null) return undefined;
    await manager.update(OutsideIdentity, { issuer, username }, { subject });
    return named.personId;
  }

  private async create(manager: EntityManager, claims: OutsideClaims): Promise<Person | string> {
    const { issuer, subject, username, displayName = username, role } = claims;
    if (username === undefined || !USERNAME.test(username)) return 'its user name cannot be one here';
    const isTaken =
      (await manager.existsBy(Person, { username })) ||
      (await manager.existsBy(OutsideIdentity, { issuer, username }));
    if (isTaken) return 'its user name is taken here; an admin may link the two';
    const person = manager.create(Person, {
      id: newId('psn'),
      username,
      displayName,
      role,
      side: sideOf(role),
      active: true,
      ndaSigned: false,
      passwordHash: await hashOfUnknown(),
    });
    const more = { after: { outside: { issuer, subject } } };
    await recordPerson(manager, undefined, person, { actorId: person.id, action: ACTION, more });
    const createdAt = new Date(await databaseNow(manager));
    await manager.insert(OutsideIdentity, { issuer, personId: person.id, username, subject, createdAt });
    return person;
  }
}
