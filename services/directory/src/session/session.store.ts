import { randomBytes } from 'node:crypto';
import { sha256 } from '@zhishou/platform/canonical-json';
import { currentContext } from '@zhishou/platform/context';
import { SESSION_ENDED } from '@zhishou/messages/events';
import type { SessionEnd } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { databaseNow } from '@zhishou/platform/db/clock';
import { newId } from '@zhishou/platform/ids';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import { In, IsNull, Not } from 'typeorm';
import type { EntityManager } from 'typeorm';
import type { Person } from '../person/person.entity.js';
import { RefreshToken, SessionRecord } from './session.entity.js';
import type { SessionEndReason } from './session.entity.js';

const DAY_MS = 24 * 60 * 60_000;
const REFRESH_LIFE_MS = DAY_MS / 2;
/** Longer than an access token and then an address given out with it can live. */
const TOLD_FOR_MS = 60 * 60_000;

/** Puts a new sign-in of this person on record. */
export async function addSession(
  manager: EntityManager,
  { id: personId }: Person,
  outside = false,
): Promise<SessionRecord> {
  const record = {
    id: newId('ses'),
    personId,
    address: currentContext()?.address ?? '',
    outside,
    startedAt: new Date(await databaseNow(manager)),
    endedAt: null,
    endReason: null,
  };
  await manager.insert(SessionRecord, record);
  return record;
}

/**
 * Makes a refresh token of the session, good for half a day and no longer than the sign-in may go on; only the caller
 * ever holds it in clear.
 */
export async function issueRefreshToken(
  manager: EntityManager,
  session: Pick<SessionRecord, 'id' | 'startedAt'>,
  sessionDays: number,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const soon = (await databaseNow(manager)) + REFRESH_LIFE_MS;
  const expiresAt = new Date(Math.min(soon, session.startedAt.getTime() + sessionDays * DAY_MS));
  await manager.insert(RefreshToken, { hash: sha256(token), sessionId: session.id, expiresAt, usedAt: null });
  return token;
}

export type Redeemed =
  | { session: SessionRecord }
  /** the token was used before: whoever holds it, somebody else has it too */
  | { reused: SessionRecord }
  | undefined;

/** Uses up a refresh token. undefined: unknown, expired, or of a session that has ended. */
export async function redeemRefreshToken(
  manager: EntityManager,
  token: string,
  sessionDays: number,
): Promise<Redeemed> {
  const lock = { mode: 'pessimistic_write' as const };
  const found = await manager.findOne(RefreshToken, { where: { hash: sha256(token) }, lock });
  if (!found) return undefined;
  // whoever ends the sign-in now waits, or was quicker
  const session = await manager.findOneOrFail(SessionRecord, { where: { id: found.sessionId }, lock });
  if (session.endedAt) return undefined;
  if (found.usedAt) return { reused: session };
  const now = await databaseNow(manager);
  const lastsUntil = session.startedAt.getTime() + sessionDays * DAY_MS;
  if (Math.min(found.expiresAt.getTime(), lastsUntil) <= now) return undefined;
  await manager.update(RefreshToken, { hash: found.hash }, { usedAt: new Date(now) });
  return { session };
}

/** Ends one sign-in and tells the other services; its person's other ones go on. */
export async function endSession(
  manager: EntityManager,
  id: string,
  endReason: SessionEndReason,
): Promise<void> {
  const endedAt = new Date(await databaseNow(manager));
  const { affected } = await manager.update(SessionRecord, { id, endedAt: IsNull() }, { endedAt, endReason });
  if (affected === 0) return;
  const data: SessionEnd = { forgetAt: new Date(endedAt.getTime() + TOLD_FOR_MS).toISOString() };
  const told = { topic: TOPICS.directory, type: SESSION_ENDED, subject: id };
  await appendEvent(manager, { ...told, time: endedAt, data });
}

/**
 * Ends every sign-in of a locked person but this one, whose access tokens end too and which may be given new ones. The
 * other services hear of it with the person's new epoch: save the person by `recordPerson` or `tellPerson`.
 */
export async function endSessionsOf(
  manager: EntityManager,
  person: Person,
  endReason: SessionEndReason,
  exceptId = '',
): Promise<void> {
  const endedAt = new Date(await databaseNow(manager));
  // in one order, whoever else ends some of them
  const open = await manager.find(SessionRecord, {
    where: { personId: person.id, id: Not(exceptId), endedAt: IsNull() },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  await manager.update(SessionRecord, { id: In(open.map(({ id }) => id)) }, { endedAt, endReason });
  person.sessionEpoch += 1;
}
