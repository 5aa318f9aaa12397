import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { sha256 } from '@zhishou/platform/canonical-json';
import { currentContext } from '@zhishou/platform/context';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { badInput, conflict, unauthenticated, UserError } from '@zhishou/platform/errors';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { assertId } from '@zhishou/platform/ids';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { decodeJwt } from 'jose';
import { DataSource, Not } from 'typeorm';
import { assertNoMachine } from '../machine/machine.guard.js';
import { holdUsername, lockPerson, recordPerson, snapshotOf } from '../person/person.changes.js';
import { Person } from '../person/person.entity.js';
import { FailedSignIns } from '../session/failed-sign-ins.js';
import { LoginThrottle } from '../session/login-throttle.js';
import { SessionService } from '../session/session.service.js';
import type { Opened } from '../session/session.service.js';
import { endSessionsOf } from '../session/session.store.js';
import { Turnstile } from '../session/turnstile.js';
import { OIDC_SETTINGS } from './oidc.env.js';
import type { OidcSettings } from './oidc.env.js';
import type { SetOutsideIdentityInput } from './oidc.inputs.js';
import { readClaims } from './outside-claims.js';
import { OutsideIdentity } from './outside-identity.entity.js';
import { OutsideIssuer } from './outside-issuer.js';
import { OutsidePeople } from './outside-people.js';

@Injectable()
export class OidcService {
  private readonly turnstile = new Turnstile();

  constructor(
    private readonly dataSource: DataSource,
    private readonly throttle: LoginThrottle,
    private readonly sessions: SessionService,
    private readonly failures: FailedSignIns,
    private readonly issuer: OutsideIssuer,
    private readonly people: OutsidePeople,
    @Inject(OIDC_SETTINGS) private readonly settings: OidcSettings | null,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Answers alike whatever is wrong with the token, its claims or the person; the log says what. */
  login(idToken: string, nonce: string | undefined): Promise<Opened> {
    const account = accountOf(idToken);
    const address = currentContext()?.address ?? '';
    return this.turnstile.pass(account, async () => {
      await this.throttle.attempt(account, address);
      let isRefused = false;
      try {
        return await this.enter(idToken, nonce);
      } catch (error) {
        isRefused = error instanceof UserError && error.code === 'UNAUTHENTICATED';
        if (isRefused) await this.failures.note({ means: 'ID_TOKEN', name: account });
        throw error;
      } finally {
        // an issuer that is away is not the caller's failure
        if (!isRefused) await this.throttle.succeeded(account, address);
      }
    });
  }

  /** Links a person to an account of the issuer, in place of an earlier one; without a name the link is removed. */
  async setIdentity(input: SetOutsideIdentityInput, caller: Caller): Promise<Person> {
    const personId = assertId('psn', input.personId, 'personId');
    const { idempotencyKey: key } = input;
    const username = input.outsideUsername?.toLowerCase();
    const issuer = this.settings?.issuer;
    if (issuer === undefined)
      throw conflict('No outside issuer is set up', { state: 'NOT_SET_UP', allowed: [] });
    const mutation = 'setOutsideIdentity';
    await withIdempotency(
      { dataSource: this.dataSource, caller, mutation, key, body: input },
      async (manager) => {
        if (username !== undefined) await holdUsername(manager, username);
        const person = await lockPerson(manager, personId);
        await assertNoMachine(manager, personId);
        const before = await manager.findOneBy(OutsideIdentity, { issuer, personId });
        await manager.delete(OutsideIdentity, { issuer, personId });
        if (username !== undefined) {
          if (await manager.existsBy(OutsideIdentity, { issuer, username, personId: Not(personId) }))
            throw badInput([{ path: 'outsideUsername', message: 'belongs to another person' }]);
          const createdAt = new Date(await databaseNow(manager));
          await manager.insert(OutsideIdentity, { issuer, personId, username, subject: null, createdAt });
        }
        await endSessionsOf(manager, person, 'CHANGED_BY_ADMIN');
        await recordPerson(manager, snapshotOf(person), person, {
          actorId: caller.personId,
          actorRole: caller.role,
          action: mutation,
          more: {
            before: { outside: before && { issuer, username: before.username, subject: before.subject } },
            after: { outside: username === undefined ? null : { issuer, username } },
          },
        });
      },
    );
    return this.dataSource.getRepository(Person).findOneByOrFail({ id: personId });
  }

  private async enter(idToken: string, nonce: string | undefined): Promise<Opened> {
    const { settings } = this;
    if (!settings) throw this.refusal('no outside issuer is set up');
    const payload = await this.issuer.verify(settings, idToken, nonce);
    if (typeof payload === 'string') throw this.refusal(payload);
    const claims = readClaims(payload, settings);
    if (typeof claims === 'string') throw this.refusal(claims);
    return inTransaction(this.dataSource, async (manager) => {
      const person = await this.people.admit(manager, claims, settings.autoCreate);
      if (typeof person === 'string') throw this.refusal(person);
      const { issuer, subject } = claims;
      return this.sessions.begin(manager, person, {
        action: 'loginWithIdToken',
        after: { issuer, subject },
      });
    });
  }

  private refusal(reason: string): UserError {
    this.logger.warn({ reason, address: currentContext()?.address }, 'an outside login failed');
    return unauthenticated('Outside sign-in failed');
  }
}

// Whom the token claims to be, before it is verified: only to slow down guesses. No user name has a blank in it.
function accountOf(idToken: string): string {
  try {
    return `outside ${sha256(String(decodeJwt(idToken).sub))}`;
  } catch {
    return 'outside';
  }
}
