import { Inject, Injectable } from '@nestjs/common';
import { currentContext } from '@zhishou/platform/context';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { DataSource, IsNull } from 'typeorm';
import { Person } from '../person/person.entity.js';
import type { AccessToken } from '../session/access-token.issuer.js';
import { FailedSignIns } from '../session/failed-sign-ins.js';
import { LoginThrottle } from '../session/login-throttle.js';
import { SessionService } from '../session/session.service.js';
import { Turnstile } from '../session/turnstile.js';
import { MachineAccount } from './machine-account.entity.js';
import { isSecret } from './machine.secret.js';
import { TokenError } from './token.error.js';
import type { TokenRequest } from './token.request.js';

export interface Grant {
  access: AccessToken;
  scopes: string[];
}

/** Trades the secrets of programs for access tokens; failures are slowed down as those of people. */
@Injectable()
export class TokenService {
  private readonly turnstile = new Turnstile();

  constructor(
    private readonly dataSource: DataSource,
    private readonly throttle: LoginThrottle,
    private readonly sessions: SessionService,
    private readonly failures: FailedSignIns,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws TokenError invalid_client (unknown, ended and wrong secret alike), invalid_scope; UserError RATE_LIMITED */
  async grant({ clientId, secret, scopes }: TokenRequest): Promise<Grant> {
    const address = currentContext()?.address ?? '';
    const name = throttledName(clientId);
    const account = await this.turnstile.pass(name, async () => {
      await this.throttle.attempt(name, address);
      const known = await this.verify(clientId, secret);
      if (known) await this.throttle.succeeded(name, address);
      return known;
    });
    if (!account) {
      await this.failures.note({ means: 'CLIENT_SECRET', name: clientId });
      throw this.wrongClient();
    }
    const granted = scopes ?? account.scopes;
    if (granted.length === 0 || !granted.every((scope) => account.scopes.includes(scope)))
      throw new TokenError('invalid_scope', `this account has: ${account.scopes.join(' ')}`);
    return { access: await this.open(account, granted), scopes: granted };
  }

  private async verify(id: string, secret: string): Promise<MachineAccount | undefined> {
    const found = await this.dataSource.getRepository(MachineAccount).findOneBy({ id, endedAt: IsNull() });
    return isSecret(secret, found?.secretHash) ? (found ?? undefined) : undefined;
  }

  private open({ id, personId, secretHash }: MachineAccount, scopes: string[]): Promise<AccessToken> {
    return inTransaction(this.dataSource, async (manager) => {
      const lastTokenAt = new Date(await databaseNow(manager));
      // whoever ends the account or replaces its secret now waits, or was quicker
      const still = { id, secretHash, endedAt: IsNull() };
      const { affected } = await manager.update(MachineAccount, still, { lastTokenAt });
      if (affected === 0) throw this.wrongClient();
      const person = await manager.findOneByOrFail(Person, { id: personId });
      return this.sessions.beginNarrowed(manager, person, scopes);
    });
  }

  private wrongClient(): TokenError {
    this.logger.warn({ address: currentContext()?.address }, 'a program gave wrong credentials');
    return new TokenError('invalid_client', 'unknown client, or wrong secret');
  }
}

// No user name has a blank in it; what is no client id shares one name.
const throttledName = (clientId: string): string =>
  /^mch_[0-9a-f]{32}$/.test(clientId) ? `machine ${clientId}` : 'machine';
