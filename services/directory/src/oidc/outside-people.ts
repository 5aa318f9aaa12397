import { Injectable } from '@nestjs/common';
import { sideOf } from '@zhishou/platform/auth/caller';
import { databaseNow } from '@zhishou/platform/db/clock';
import { newId } from '@zhishou/platform/ids';
import { type EntityManager, IsNull } from 'typeorm';
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
    const linked = await findLink(manager, claims);
    if (!linked) return autoCreate ? this.create(manager, claims) : 'nobody is linked to it';
    const person = await lockPerson(manager, linked.personId);
    // whoever changes a link holds the lock of its person
    const still = await findLink(manager, claims);
    if (still?.personId !== person.id) return 'its link has just been changed';
    if (still.subject === null) {
      const { issuer, personId } = still;
      await manager.update(OutsideIdentity, { issuer, personId }, { subject: claims.subject });
    }
    if (!person.active) return 'the person is deactivated';
    if (person.role === claims.role) return person;
    const before = snapshotOf(person);
    Object.assign(person, { role: claims.role, side: sideOf(claims.role) });
    return recordPerson(manager, before, person, { actorId: person.id, action: ACTION });
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

/** By the subject that has signed in before, else by the name that an admin linked. */
async function findLink(
  manager: EntityManager,
  { issuer, subject, username }: OutsideClaims,
): Promise<OutsideIdentity | null> {
  const known = await manager.findOneBy(OutsideIdentity, { issuer, subject });
  if (known || username === undefined) return known;
  return manager.findOneBy(OutsideIdentity, { issuer, username, subject: IsNull() });
}
