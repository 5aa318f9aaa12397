import { Inject, Injectable } from '@nestjs/common';
import { writeAudit } from '@zhishou/platform/audit/audit';
import type { Caller } from '@zhishou/platform/auth/caller';
import { currentContext } from '@zhishou/platform/context';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { unauthenticated } from '@zhishou/platform/errors';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { DataSource } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { DIRECTORY_SETTINGS } from '../directory.env.js';
import type { DirectorySettings } from '../directory.env.js';
import { lockPerson, tellPerson } from '../person/person.changes.js';
import { Person } from '../person/person.entity.js';
import { AccessTokenIssuer } from './access-token.issuer.js';
import type { AccessToken } from './access-token.issuer.js';
import { LoginThrottle } from './login-throttle.js';
import { hashOfNobody, verifyPassword } from './password.js';
import type { SessionRecord } from './session.entity.js';
import {
  addSession,
  endSession,
  endSessionsOf,
  issueRefreshToken,
  redeemRefreshToken,
} from './session.store.js';
import type { Session } from './session.types.js';
import { Turnstile } from './turnstile.js';

export interface Opened {
  session: Session;
  caller: Caller;
}

@Injectable()
export class SessionService {
  private readonly turnstile = new Turnstile();

  constructor(
    private readonly dataSource: DataSource,
    private readonly throttle: LoginThrottle,
    private readonly issuer: AccessTokenIssuer,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(DIRECTORY_SETTINGS) private readonly settings: DirectorySettings,
  ) {}

  /** Answers alike, in words and in time, whether the name is unknown, inactive, or the password wrong. */
  async login(username: string, password: string): Promise<Opened> {
    const name = username.trim().toLowerCase();
    const address = currentContext()?.address ?? '';
    const person = await this.turnstile.pass(name, async () => {
      await this.throttle.attempt(name, address);
      const known = await this.verify(name, password);
      if (known) await this.throttle.succeeded(name, address);
      return known;
    });
    if (!person) {
      this.logger.warn({ address }, 'a login failed');
      throw unauthenticated('Wrong user name or password');
    }
    return inTransaction(this.dataSource, async (manager) => {
      const { id, passwordHash } = person;
      const unchanged = await lockUnchanged(manager, id, passwordHash);
      if (!unchanged) throw unauthenticated('Wrong user name or password');
      return this.begin(manager, unchanged, { action: 'login' });
    });
  }

  /**
   * Begins a sign-in of a locked person who has proved who they are. Last in its transaction.
   * @param how what the audit entry says of it
   */
  async begin(
    manager: EntityManager,
    person: Person,
    how: { action: string; after?: Record<string, unknown> },
  ): Promise<Opened> {
    const session = await addSession(manager, person);
    const { id: aggregateId, startedAt: at } = session;
    const opened = await this.open(manager, person, session);
    const { id: actorId, role: actorRole } = person;
    await writeAudit(manager, { actorId, actorRole, ...how, aggregateId, at });
    return opened;
  }

  /** As {@link begin}, for a program: a token narrowed to these scopes, and nothing to refresh it with. */
  async beginNarrowed(manager: EntityManager, person: Person, scopes: string[]): Promise<AccessToken> {
    const { id: aggregateId, startedAt: at } = await addSession(manager, person);
    const access = await this.issuer.issue(person, aggregateId, scopes);
    const { id: actorId, role: actorRole } = person;
    const entry = { action: 'issueMachineToken', after: { scopes } };
    await writeAudit(manager, { actorId, actorRole, ...entry, aggregateId, at });
    return access;
  }

  /** Trades a refresh token for a new session. A token used twice ends the whole sign-in: one of its holders stole it. */
  async refresh(refreshToken: string): Promise<Opened> {
    const opened = await inTransaction(this.dataSource, async (manager) => {
      const redeemed = await redeemRefreshToken(manager, refreshToken, this.settings.sessionDays);
      if (redeemed && 'reused' in redeemed) await this.endReused(manager, redeemed.reused);
      if (!redeemed || 'reused' in redeemed) return undefined;
      const person = await manager.findOneBy(Person, { id: redeemed.session.personId, active: true });
      return person ? this.reopen(manager, person, redeemed.session) : undefined;
    });
    if (!opened) throw unauthenticated('Sign in again');
    return opened;
  }

  async logout(caller: Caller, everywhere: boolean): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      if (everywhere) {
        const person = await lockPerson(manager, caller.personId);
        await endSessionsOf(manager, person, 'LOGOUT');
        await tellPerson(manager, person);
      } else await endSession(manager, caller.sessionId, 'LOGOUT');
      const { personId: actorId, role: actorRole, sessionId: aggregateId } = caller;
      const at = new Date(await databaseNow(manager));
      await writeAudit(manager, {
        actorId,
        actorRole,
        action: 'logout',
        aggregateId,
        after: { everywhere },
        at,
      });
    });
  }

  private async verify(username: string, password: string): Promise<Person | undefined> {
    const found = await this.dataSource
      .getRepository(Person)
      .createQueryBuilder('person')
      .addSelect('person.passwordHash')
      .where('person.username = :username', { username })
      .getOne();
    const right = await verifyPassword(found?.passwordHash ?? (await hashOfNobody()), password);
    return found && right && found.active ? found : undefined;
  }

  private async open(manager: EntityManager, person: Person, record: SessionRecord): Promise<Opened> {
    const access: AccessToken = await this.issuer.issue(person, record.id);
    const refreshToken = await issueRefreshToken(manager, record, this.settings.sessionDays);
    const { token, caller } = access;
    return { session: { token, expiresAt: new Date(caller.tokenExpiresAt), refreshToken, person }, caller };
  }

  private async reopen(manager: EntityManager, person: Person, record: SessionRecord): Promise<Opened> {
    const opened = await this.open(manager, person, record);
    const at = new Date(await databaseNow(manager));
    const { id: actorId, role: actorRole } = person;
    const entry = { actorId, actorRole, action: 'refreshSession', aggregateId: record.id };
    await writeAudit(manager, { ...entry, at });
    return opened;
  }

  private async endReused(manager: EntityManager, session: SessionRecord): Promise<void> {
    this.logger.warn({ sessionId: session.id }, 'a refresh token was used twice; its session has ended');
    await endSession(manager, session.id, 'TOKEN_REUSED');
    const at = new Date(await databaseNow(manager));
    const after = { endReason: 'TOKEN_REUSED' };
    const actorId = session.personId;
    await writeAudit(manager, { actorId, action: 'refreshSession', aggregateId: session.id, after, at });
  }
}

/** Locks a person who is as they were when their password was looked at; undefined where something came between. */
async function lockUnchanged(
  manager: EntityManager,
  id: string,
  passwordHash: string,
): Promise<Person | undefined> {
  const found = await manager
    .createQueryBuilder(Person, 'person')
    .setLock('pessimistic_write')
    .where('person.id = :id AND person.passwordHash = :passwordHash AND person.active', { id, passwordHash })
    .getOne();
  return found ?? undefined;
}
