import { Inject, Injectable } from '@nestjs/common';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { sessionEnded } from '@zhishou/platform/auth/admission';
import type { Caller } from '@zhishou/platform/auth/caller';
import { currentContext } from '@zhishou/platform/context';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { badInput, unauthenticated } from '@zhishou/platform/errors';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { DataSource, IsNull } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { DIRECTORY_SETTINGS } from '../directory.env.js';
import type { DirectorySettings } from '../directory.env.js';
import { lockPerson, recordPerson, snapshotOf, tellPerson } from '../person/person.changes.js';
import { Person } from '../person/person.entity.js';
import { AccessTokenIssuer } from './access-token.issuer.js';
import type { AccessToken } from './access-token.issuer.js';
import { FailedSignIns } from './failed-sign-ins.js';
import { LoginThrottle } from './login-throttle.js';
import { assertPassword } from './password-policy.js';
import { hashOfNobody, hashPassword, verifyPassword } from './password.js';
import { SessionRecord } from './session.entity.js';
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

const wrongPassword = () => unauthenticated('Wrong user name or password');
const badCurrent = () => badInput([{ path: 'currentPassword', message: 'is not your password' }]);

@Injectable()
export class SessionService {
  private readonly turnstile = new Turnstile();

  constructor(
    private readonly dataSource: DataSource,
    private readonly throttle: LoginThrottle,
    private readonly issuer: AccessTokenIssuer,
    private readonly failures: FailedSignIns,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(DIRECTORY_SETTINGS) private readonly settings: DirectorySettings,
  ) {}

  async login(username: string, password: string): Promise<Opened> {
    const person = await this.prove(username, password);
    return inTransaction(this.dataSource, async (manager) => {
      const unchanged = await lockUnchanged(manager, person);
      if (!unchanged) throw wrongPassword();
      return this.begin(manager, unchanged, { action: 'login' });
    });
  }

  /** One's own: every other sign-in ends, and this one goes on with new tokens. */
  async changePassword(caller: Caller, currentPassword: string, newPassword: string): Promise<Opened> {
    const owner = await this.dataSource.getRepository(Person).findOneByOrFail({ id: caller.personId });
    assertPassword(newPassword, owner, 'newPassword');
    if (currentPassword === newPassword) throw badInput([{ path: 'newPassword', message: 'is the old one' }]);
    const proved = await this.prove(owner.username, currentPassword, badCurrent);
    const passwordHash = await hashPassword(newPassword);
    return inTransaction(this.dataSource, async (manager) => {
      const person = await lockUnchanged(manager, proved);
      if (!person) throw badCurrent();
      const where = { id: caller.sessionId, endedAt: IsNull() };
      const lock = { mode: 'pessimistic_write' as const };
      const session = await manager.findOne(SessionRecord, { where, lock });
      if (!session) throw sessionEnded();
      await endSessionsOf(manager, person, 'NEW_PASSWORD', session.id);
      const before = snapshotOf(person);
      person.passwordHash = passwordHash;
      const opened = await this.open(manager, person, session);
      const by = { actorId: person.id, actorRole: person.role, action: 'changePassword' };
      await recordPerson(manager, before, person, { ...by, more: { after: { passwordChanged: true } } });
      return opened;
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

  /**
   * Answers alike, in words and in time, whether the name is unknown, inactive, or the password wrong.
   * @throws UserError RATE_LIMITED; `refusal`, default UNAUTHENTICATED
   */
  private async prove(username: string, password: string, refusal = wrongPassword): Promise<Person> {
    const name = username.trim().toLowerCase();
    const address = currentContext()?.address ?? '';
    const found = await this.turnstile.pass(name, async () => {
      await this.throttle.attempt(name, address);
      const looked = await this.verify(name, password);
      if (looked.right) await this.throttle.succeeded(name, address);
      return looked;
    });
    if (found.person && found.right) return found.person;
    this.logger.warn({ address }, 'a login failed');
    await this.failures.note({ means: 'PASSWORD', name, personId: found.person?.id });
    throw refusal();
  }

  private async verify(username: string, password: string): Promise<{ person?: Person; right: boolean }> {
    const found = await this.dataSource
      .getRepository(Person)
      .createQueryBuilder('person')
      .addSelect('person.passwordHash')
      .where('person.username = :username', { username })
      .getOne();
    const right = await verifyPassword(found?.passwordHash ?? (await hashOfNobody()), password);
    return { person: found ?? undefined, right: right && found?.active === true };
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
  { id, passwordHash }: Person,
): Promise<Person | undefined> {
  const found = await manager
    .createQueryBuilder(Person, 'person')
    .setLock('pessimistic_write')
    .where('person.id = :id AND person.passwordHash = :passwordHash AND person.active', { id, passwordHash })
    .getOne();
  return found ?? undefined;
}
