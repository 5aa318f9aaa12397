import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { sha256 } from '@zhishou/platform/canonical-json';
import { currentContext } from '@zhishou/platform/context';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { badInput, conflict, unauthenticated } from '@zhishou/platform/errors';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { assertId } from '@zhishou/platform/ids';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { DataSource, Not } from 'typeorm';
import { assertNoMachine } from '../machine/machine.guard.js';
import { holdUsername, lockPerson, recordPerson, snapshotOf } from '../person/person.changes.js';
import { Person } from '../person/person.entity.js';
import { AccessTokenIssuer } from '../session/access-token.issuer.js';
import { FailedSignIns } from '../session/failed-sign-ins.js';
import { SessionService } from '../session/session.service.js';
import type { Opened } from '../session/session.service.js';
import { endSessionsOf } from '../session/session.store.js';
import { WrongCredentials } from '../session/wrong-credentials.js';
import { OIDC_SETTINGS } from './oidc.env.js';
import type { OidcSettings } from './oidc.env.js';
import type { SetOutsideIdentityInput } from './oidc.inputs.js';
import { readClaims } from './outside-claims.js';
import { OutsideIdentity } from './outside-identity.entity.js';
import { OutsideIssuer } from './outside-issuer.js';
import type { BadToken } from './outside-issuer.js';
import { OutsidePeople } from './outside-people.js';

@Injectable()
export class OidcService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly wrong: WrongCredentials,
    private readonly accessTokens: AccessTokenIssuer,
    private readonly sessions: SessionService,
    private readonly failures: FailedSignIns,
    private readonly issuer: OutsideIssuer,
    private readonly people: OutsidePeople,
    @Inject(OIDC_SETTINGS) private readonly settings: OidcSettings | null,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Answers alike whatever is wrong with the token, its claims or the person; the log says what. */
  async login(idToken: string, nonce: string | undefined): Promise<Opened> {
    try {
      return await this.enter(idToken, nonce);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { problem, subject } = error.token;
      this.logger.warn({ reason: problem, address: currentContext()?.address }, 'an outside login failed');
      const name = subject === undefined ? 'outside' : `outside ${sha256(subject)}`;
      // whose it is counts only where the signature was good
      await this.wrong.note(subject === undefined ? 'id token' : `subject ${subject}`);
      await this.failures.note({ means: 'ID_TOKEN', name });
      throw unauthenticated('Outside sign-in failed');
    }
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

  /** @throws Refused */
  private async enter(idToken: string, nonce: string | undefined): Promise<Opened> {
    const { settings } = this;
    if (!settings) throw new Refused({ problem: 'no outside issuer is set up' });
    const verified = await this.issuer.verify(settings, idToken, nonce);
    if ('problem' in verified) throw new Refused(verified);
    const { payload } = verified;
    const subject = payload.sub;
    const claims = readClaims(payload, settings);
    if (typeof claims === 'string') throw new Refused({ problem: claims, subject });
    const issue = await this.accessTokens.prepare();
    return inTransaction(this.dataSource, async (manager) => {
      const person = await this.people.admit(manager, claims, settings.autoCreate);
      if (typeof person === 'string') throw new Refused({ problem: person, subject });
      const after = { issuer: claims.issuer, subject: claims.subject };
      return this.sessions.begin(manager, person, {
        ...{ issue, action: 'loginWithIdToken', after },
        outside: true,
      });
    });
  }
}

class Refused extends Error {
  constructor(readonly token: BadToken) {
    super(token.problem);
  }
}
