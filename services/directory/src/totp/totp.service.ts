import { Inject, Injectable } from '@nestjs/common';
import { writeAudit } from '@zhishou/platform/audit/audit';
import type { Caller, Role } from '@zhishou/platform/auth/caller';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { badInput, conflict, forbidden } from '@zhishou/platform/errors';
import { rowLoader } from '@zhishou/platform/graphql/loader';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { assertId } from '@zhishou/platform/ids';
import { DataSource, In, IsNull, Not } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { DIRECTORY_SETTINGS } from '../directory.env.js';
import type { DirectorySettings } from '../directory.env.js';
import { assertNoMachine } from '../machine/machine.guard.js';
import { lockPerson, recordPerson, snapshotOf } from '../person/person.changes.js';
import { Person } from '../person/person.entity.js';
import { AccessTokenIssuer } from '../session/access-token.issuer.js';
import { Proof } from '../session/proof.js';
import { SessionService } from '../session/session.service.js';
import type { Opened } from '../session/session.service.js';
import { endSessionsOf } from '../session/session.store.js';
import { newTotpSecret, otpauthUri } from './one-time-code.js';
import { hashOfRecoveryCode, newRecoveryCodes, plainCode } from './recovery-code.js';
import { SecondFactor } from './second-factor.js';
import { RecoveryCode, Totp } from './totp.entity.js';
import type { ResetTotpInput, TotpEnrolment } from './totp.types.js';

/** Roles that may know who has a second factor (besides oneself). */
const SEE_FACTORS: readonly Role[] = ['BUREAU_ADMIN', 'AUDITOR'];

/** Sets up, confirms and takes away the second factor of people. */
@Injectable()
export class TotpService {
  private readonly factors = rowLoader(
    (ids) => this.dataSource.getRepository(Totp).findBy({ personId: In(ids), secret: Not(IsNull()) }),
    (totp) => totp.personId,
  );

  constructor(
    private readonly dataSource: DataSource,
    private readonly secondFactor: SecondFactor,
    private readonly proof: Proof,
    private readonly accessTokens: AccessTokenIssuer,
    private readonly sessions: SessionService,
    @Inject(DIRECTORY_SETTINGS) private readonly settings: DirectorySettings,
  ) {}

  /** Makes a secret that is not in force yet. @throws UserError BAD_USER_INPUT on `code` where there is one in force */
  async start(caller: Caller, code?: string): Promise<TotpEnrolment> {
    const secret = newTotpSecret();
    const keep = async (manager: EntityManager, { id: personId, username }: Person) => {
      const pending = this.secondFactor.close(secret, personId);
      await manager.upsert(Totp, { personId, pending }, ['personId']);
      await record(manager, caller, 'startTotpEnrolment', 'PENDING');
      return { uri: otpauthUri(secret, this.settings.issuer, username), secret };
    };
    if (code !== undefined && (await this.secondFactor.isActive(this.dataSource.manager, caller.personId)))
      return this.proof.ofCode(caller, code, keep);
    return inTransaction(this.dataSource, async (manager) => {
      const person = await lockPerson(manager, caller.personId);
      if (await this.secondFactor.isActive(manager, person.id))
        throw badInput([{ path: 'code', message: 'is needed to replace the second factor in force' }]);
      return keep(manager, person);
    });
  }

  /** The secret that was started is in force from now on; every sign-in of the person but this one ends. */
  async confirm(caller: Caller, code: string): Promise<Opened & { recoveryCodes: string[] }> {
    const issue = await this.accessTokens.prepare();
    const recoveryCodes = newRecoveryCodes();
    return inTransaction(this.dataSource, async (manager) => {
      const person = await lockPerson(manager, caller.personId);
      const before = snapshotOf(person);
      await this.bringIntoForce(manager, person.id, code);
      const codes = recoveryCodes.map((one) => ({
        personId: person.id,
        hash: hashOfRecoveryCode(plainCode(one)),
        usedAt: null,
      }));
      await manager.delete(RecoveryCode, { personId: person.id });
      await manager.insert(RecoveryCode, codes);
      const opened = await this.sessions.goOn(manager, person, {
        issue,
        sessionId: caller.sessionId,
        othersEnd: 'NEW_SECOND_FACTOR',
      });
      const more = { after: { totp: 'ACTIVE' } };
      await recordPerson(manager, before, person, { ...by(caller, 'confirmTotp'), more });
      return { ...opened, recoveryCodes };
    });
  }

  /** @throws UserError FORBIDDEN where the role needs it, CONFLICT where there is none, BAD_USER_INPUT on `code` */
  async remove(caller: Caller, code: string): Promise<void> {
    if (this.secondFactor.isRequiredOf(caller)) throw forbidden('Your role needs a second factor');
    if (!(await this.secondFactor.isActive(this.dataSource.manager, caller.personId)))
      throw conflict('You have no second factor', { state: 'NONE', allowed: ['startTotpEnrolment'] });
    await this.proof.ofCode(caller, code, async (manager, { id: personId }) => {
      await manager.delete(Totp, { personId });
      await record(manager, caller, 'removeTotp', null);
    });
  }

  /** Another's, whose device is lost: whatever there is of it goes, and so does every sign-in of theirs. */
  async reset(input: ResetTotpInput, caller: Caller): Promise<Person> {
    const personId = assertId('psn', input.personId, 'personId');
    const { idempotencyKey: key } = input;
    const mutation = 'resetTotp';
    const call = { dataSource: this.dataSource, caller, mutation, key, body: input };
    await withIdempotency(call, async (manager) => {
      const person = await lockPerson(manager, personId);
      if (personId === caller.personId)
        throw conflict('Ask another admin, or use a recovery code', {
          state: 'ONESELF',
          allowed: ['startTotpEnrolment', 'removeTotp'],
        });
      await assertNoMachine(manager, personId);
      const before = snapshotOf(person);
      await manager.delete(Totp, { personId });
      await endSessionsOf(manager, person, 'CHANGED_BY_ADMIN');
      await recordPerson(manager, before, person, {
        ...by(caller, mutation),
        more: { after: { totp: null } },
      });
    });
    return this.dataSource.getRepository(Person).findOneByOrFail({ id: personId });
  }

  /** null where the caller may not know. */
  async isActiveOf({ id }: Person, caller: Caller): Promise<boolean | null> {
    const allowed = id === caller.personId || SEE_FACTORS.includes(caller.role);
    return allowed ? (await this.factors.load(id)) !== null : null;
  }

  private async bringIntoForce(manager: EntityManager, personId: string, code: string): Promise<void> {
    const lock = { mode: 'pessimistic_write' as const };
    const totp = await manager.findOne(Totp, { where: { personId }, lock });
    if (!totp?.pending)
      throw conflict('Nothing was started', { state: 'NOT_STARTED', allowed: ['startTotpEnrolment'] });
    const now = await databaseNow(manager);
    const lastStep = this.secondFactor.stepOf(totp.pending, personId, code, now);
    if (lastStep === undefined)
      throw badInput([{ path: 'code', message: 'is not what the new secret gives now' }]);
    const confirmed = { secret: totp.pending, pending: null, lastStep, confirmedAt: new Date(now) };
    await manager.update(Totp, { personId }, confirmed);
  }
}

const by = (caller: Caller, action: string) => ({ actorId: caller.personId, actorRole: caller.role, action });

async function record(
  manager: EntityManager,
  caller: Caller,
  action: string,
  totp: 'PENDING' | null,
): Promise<void> {
  const at = new Date(await databaseNow(manager));
  await writeAudit(manager, { ...by(caller, action), aggregateId: caller.personId, after: { totp }, at });
}
