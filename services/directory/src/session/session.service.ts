import { Inject, Injectable } from '@nestjs/common';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { sessionEnded } from '@zhishou/platform/auth/admission';
import type { Caller } from '@zhishou/platform/auth/caller';
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
import { SecondFactor } from '../totp/second-factor.js';
import { AccessTokenIssuer } from './access-token.issuer.js';
import type { AccessToken, IssueToken } from './access-token.issuer.js';
import { DeviceTokens } from './device-token.js';
import { assertPassword } from './password-policy.js';
import { hashPassword } from './password.js';
import { codeDemanded, nameOf, Proof, wrongSignIn } from './proof.js';
import { SessionRecord } from './session.entity.js';
import type { SessionEndReason } from './session.entity.js';
import {
  addSession,
  endSession,
  endSessionsOf,
  issueRefreshToken,
  redeemRefreshToken,
} from './session.store.js';
import type { LoginInput, Session } from './session.types.js';

/** How somebody signs in. */
interface SignIn {
  issue: IssueToken;
  /** of the audit entry */
  action: string;
  after?: Record<string, unknown>;
  /** the device, where it was known before */
  device?: string;
  /** by an outside issuer */
  outside?: boolean;
}

export interface Opened {
  session: Session;
  caller: Caller;
}

const badCurrent = () => badInput([{ path: 'currentPassword', message: 'is not your password' }]);

@Injectable()
export class SessionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly proof: Proof,
    private readonly secondFactor: SecondFactor,
    private readonly devices: DeviceTokens,
    private readonly issuer: AccessTokenIssuer,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(DIRECTORY_SETTINGS) private readonly settings: DirectorySettings,
  ) {}

  async login({ deviceToken, ...claim }: LoginInput): Promise<Opened> {
    const device = await this.devices.read(nameOf(claim.username), deviceToken);
    const { person, factor } = await this.proof.ofSignIn({ ...claim, device });
    const issue = await this.issuer.prepare();
    return inTransaction(this.dataSource, async (manager) => {
      const unchanged = await lockUnchanged(manager, person);
      if (!unchanged) throw wrongSignIn(claim);
      // one that was confirmed meanwhile is wanted as well
      if (!factor && (await this.secondFactor.isActive(manager, person.id))) throw codeDemanded();
      const after = factor && { secondFactor: factor };
      return this.begin(manager, unchanged, { issue, action: 'login', after, device });
    });
  }

  /** One's own: every other sign-in ends, and this one goes on with new tokens. */
  async changePassword(caller: Caller, currentPassword: string, newPassword: string): Promise<Opened> {
    const owner = await this.dataSource.getRepository(Person).findOneByOrFail({ id: caller.personId });
    assertPassword(newPassword, owner, 'newPassword');
    if (currentPassword === newPassword) throw badInput([{ path: 'newPassword', message: 'is the old one' }]);
    const proved = await this.proof.ofPassword(caller, currentPassword, badCurrent);
    const passwordHash = await hashPassword(newPassword);
    const issue = await this.issuer.prepare();
    return inTransaction(this.dataSource, async (manager) => {
      const person = await lockUnchanged(manager, proved);
      if (!person) throw badCurrent();
      const before = snapshotOf(person);
      const opened = await this.goOn(manager, person, {
        issue,
        sessionId: caller.sessionId,
        othersEnd: 'NEW_PASSWORD',
      });
      person.passwordHash = passwordHash;
      const by = { actorId: person.id, actorRole: person.role, action: 'changePassword' };
      await recordPerson(manager, before, person, { ...by, more: { after: { passwordChanged: true } } });
      return opened;
    });
  }

  /** Ends every sign-in of a locked person but this one, which goes on with new tokens; the person is to be saved then. */
  async goOn(
    manager: EntityManager,
    person: Person,
    { issue, sessionId, othersEnd }: { issue: IssueToken; sessionId: string; othersEnd: SessionEndReason },
  ): Promise<Opened> {
    const where = { id: sessionId, endedAt: IsNull() };
    const lock = { mode: 'pessimistic_write' as const };
    const session = await manager.findOne(SessionRecord, { where, lock });
    if (!session) throw sessionEnded();
    await endSessionsOf(manager, person, othersEnd, session.id);
    return this.open(manager, person, session, issue);
  }

  /** Begins a sign-in of a locked person who has proved who they are. Last in its transaction. */
  async begin(manager: EntityManager, person: Person, signIn: SignIn): Promise<Opened> {
    const { issue, device, outside, ...how } = signIn;
    const record = await addSession(manager, person, outside);
    const { id: aggregateId, startedAt: at } = record;
    const { session, caller } = await this.open(manager, person, record, issue);
    const { id: actorId, role: actorRole } = person;
    await writeAudit(manager, { actorId, actorRole, ...how, aggregateId, at });
    const deviceToken = await this.devices.issue(person.username, device);
    return { session: { ...session, deviceToken }, caller };
  }

  /** As {@link begin}, for a program: a token narrowed to these scopes, and nothing to refresh it with. */
  async beginNarrowed(
    manager: EntityManager,
    person: Person,
    { issue, scopes }: { issue: IssueToken; scopes: string[] },
  ): Promise<AccessToken> {
    const { id: aggregateId, startedAt: at } = await addSession(manager, person);
    const access = await issue(person, aggregateId, { scopes });
    const { id: actorId, role: actorRole } = person;
    const entry = { action: 'issueMachineToken', after: { scopes } };
    await writeAudit(manager, { actorId, actorRole, ...entry, aggregateId, at });
    return access;
  }

  /** Trades a refresh token for a new session. A token used twice ends the whole sign-in: one of its holders stole it. */
  async refresh(refreshToken: string): Promise<Opened> {
    const issue = await this.issuer.prepare();
    const opened = await inTransaction(this.dataSource, async (manager) => {
      const redeemed = await redeemRefreshToken(manager, refreshToken, this.settings.sessionDays);
      if (redeemed && 'reused' in redeemed) await this.endReused(manager, redeemed.reused);
      if (!redeemed || 'reused' in redeemed) return undefined;
      const person = await manager.findOneBy(Person, { id: redeemed.session.personId, active: true });
      return person ? this.reopen(manager, person, redeemed.session, issue) : undefined;
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

  private async open(
    manager: EntityManager,
    person: Person,
    record: SessionRecord,
    issue: IssueToken,
  ): Promise<Opened> {
    const mustEnrol = await this.secondFactor.mustEnrol(manager, person, record);
    const access = await issue(person, record.id, { mustEnrol });
    const refreshToken = await issueRefreshToken(manager, record, this.settings.sessionDays);
    const { token, caller } = access;
    const expiresAt = new Date(caller.tokenExpiresAt);
    const tokens = { token, expiresAt, refreshToken, deviceToken: null };
    return { session: { ...tokens, mustEnrol, person }, caller };
  }

  private async reopen(
    manager: EntityManager,
    person: Person,
    record: SessionRecord,
    issue: IssueToken,
  ): Promise<Opened> {
    const opened = await this.open(manager, person, record, issue);
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
