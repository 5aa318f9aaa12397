import { randomBytes } from 'node:crypto';
import { sha256 } from '@zhishou/platform/canonical-json';
import { currentContext } from '@zhishou/platform/context';
import { databaseNow } from '@zhishou/platform/db/clock';
import { newId } from '@zhishou/platform/ids';
import { In, IsNull } from 'typeorm';
import type { EntityManager } from 'typeorm';
import type { Person } from '../person/person.entity.js';
import { RefreshToken, SessionRecord } from './session.entity.js';
import type { SessionEnd } from './session.entity.js';

const REFRESH_LIFE_MS = 12 * 60 * 60_000;

/** Puts a new sign-in of this person on record. */
export async function addSession(manager: EntityManager, { id: personId }: Person): Promise<SessionRecord> {
  const record = {
    id: newId('ses'),
    personId,
    address: currentContext()?.address ?? '',
    startedAt: new Date(await databaseNow(manager)),
    endedAt: null,
    endReason: null,
  };
  await manager.insert(SessionRecord, record);
  return record;
}

/** Makes a refresh token of the session; only the caller ever holds it in clear. */
export async function issueRefreshToken(manager: EntityManager, sessionId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date((await databaseNow(manager)) + REFRESH_LIFE_MS);
  await manager.insert(RefreshToken, { hash: sha256(token), sessionId, expiresAt, usedAt: null });
  return token;
}

export type Redeemed =
  | { session: SessionRecord }
  /** the token was used before: whoever holds it, somebody else has it too */
  | { reused: SessionRecord }
  | undefined;

/** Uses up a refresh token. undefined: unknown, expired, or of a session that has ended. */
export async function redeemRefreshToken(manager: EntityManager, token: string): Promise<Redeemed> {
  const lock = { mode: 'pessimistic_write' as const };
  const found = await manager.findOne(RefreshToken, { where: { hash: sha256(token) }, lock });
  if (!found) return undefined;
  const session = await manager.findOneByOrFail(SessionRecord, { id: found.sessionId });
  if (session.endedAt) return undefined;
  if (found.usedAt) return { reused: session };
  const now = await databaseNow(manager);
  if (found.expiresAt.getTime() <= now) return undefined;
  await manager.update(RefreshToken, { hash: found.hash }, { usedAt: new Date(now) });
  return { session };
}

export async function endSession(manager: EntityManager, id: string, endReason: SessionEnd): Promise<void> {
  const endedAt = new Date(await databaseNow(manager));
  await manager.update(SessionRecord, { id, endedAt: IsNull() }, { endedAt, endReason });
}

export async function endSessionsOf(
  manager: EntityManager,
  personId: string,
  endReason: SessionEnd,
): Promise<void> {
  const endedAt = new Date(await databaseNow(manager));
  const where = { personId, endedAt: IsNull() };
  // in one order, whoever else ends some of them
  const open = await manager.find(SessionRecord, {
    where,
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  await manager.update(SessionRecord, { id: In(open.map(({ id }) => id)) }, { endedAt, endReason });
}
