import { PERSON_CHANGED } from '@zhishou/messages/events';
import type { PersonSnapshot } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { databaseNow } from '@zhishou/platform/db/clock';
import { notFound } from '@zhishou/platform/errors';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import { type EntityManager, In } from 'typeorm';
import { leaveRoster } from '../roster/leave-roster.js';
import { endSessionsOf } from '../session/session.store.js';
import { Contact } from './contact.entity.js';
import type { ContactInput } from './contact.entity.js';
import { Person } from './person.entity.js';

/** Who changes a person, and by what: a mutation or a command. */
export interface Change {
  actorId: string;
  actorRole?: string;
  action: string;
  /** what the audit entry shows beside the person's own state */
  more?: { before?: Record<string, unknown>; after?: Record<string, unknown> };
}

/** What everybody else may know of a person. */
export function snapshotOf(person: Person): PersonSnapshot {
  const { id, username, displayName, role, side, ndaSigned, active, sessionEpoch = 0 } = person;
  return { id, username, displayName, role, side, ndaSigned, active, sessionEpoch };
}

/** Nobody else can take this user name for the rest of the transaction. */
export async function holdUsername(manager: EntityManager, username: string): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`username:${username}`]);
}

/**
 * Locks the person for the rest of the transaction: before anything that belongs to people (shifts, sessions, links),
 * which is then changed by nobody else, and before the audit chain, which is always last. Whoever keeps to that order
 * never waits for somebody who waits for them. @throws UserError NOT_FOUND
 */
export async function lockPerson(manager: EntityManager, id: string): Promise<Person> {
  const [person] = await lockPersons(manager, [id]);
  return person!;
}

/** As {@link lockPerson}, several at once, whoever else wants some of them; in the order of `ids`. */
export async function lockPersons(manager: EntityManager, ids: string[]): Promise<Person[]> {
  const lock = { mode: 'pessimistic_write' as const };
  const found = await manager.find(Person, { where: { id: In(ids) }, order: { id: 'ASC' }, lock });
  return ids.map((id) => {
    const person = found.find((one) => one.id === id);
    if (!person) throw notFound(`Person ${id}`);
    return person;
  });
}

/**
 * Saves a person as `changed` made it, tells the other services, and records who did it; whose role changes, or who is
 * deactivated, is signed out everywhere; who may be on duty no longer leaves the roster. Last in its transaction.
 * @param before undefined for a new person
 */
export async function recordPerson(
  manager: EntityManager,
  before: PersonSnapshot | undefined,
  changed: Person,
  change: Change,
): Promise<Person> {
  if (before && (before.role !== changed.role || (before.active && !changed.active)))
    await endSessionsOf(manager, changed, 'CHANGED_BY_ADMIN');
  const { time, data } = await tellPerson(manager, changed);
  const { more, ...who } = change;
  if (before) await leaveRoster(manager, data, { actorId: who.actorId, actorRole: who.actorRole }, time);
  const entry = { before: before && { ...before, ...more?.before }, after: { ...data, ...more?.after } };
  await writeAudit(manager, { ...who, ...entry, aggregateId: data.id, at: time });
  return changed;
}

/** Saves a person and tells the other services, where what happened is recorded by other words. */
export async function tellPerson(
  manager: EntityManager,
  changed: Person,
): Promise<{ time: Date; data: PersonSnapshot }> {
  const time = new Date(await databaseNow(manager));
  changed.updatedAt = time;
  changed.createdAt ??= time;
  await manager.save(Person, changed);
  const data = snapshotOf(changed);
  await appendEvent(manager, { topic: TOPICS.directory, type: PERSON_CHANGED, subject: data.id, time, data });
  return { time, data };
}

/** Returns what the contacts were before. */
export async function replaceContacts(
  manager: EntityManager,
  personId: string,
  contacts: ContactInput[],
): Promise<ContactInput[]> {
  const before = await manager.find(Contact, { where: { personId }, order: { position: 'ASC' } });
  await manager.delete(Contact, { personId });
  const rows = contacts.map(({ channel, value }, position) => ({ personId, position, channel, value }));
  if (rows.length > 0) await manager.insert(Contact, rows);
  return before.map(({ channel, value }) => ({ channel, value }));
}
