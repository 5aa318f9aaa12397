import { Inject, Injectable } from '@nestjs/common';
import { currentContext } from '@zhishou/platform/context';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { DataSource, IsNull } from 'typeorm';
import { Person } from '../person/person.entity.js';
import { AccessTokenIssuer } from '../session/access-token.issuer.js';
import type { AccessToken, IssueToken } from '../session/access-token.issuer.js';
import { FailedSignIns } from '../session/failed-sign-ins.js';
import { SessionService } from '../session/session.service.js';
import { WrongCredentials } from '../session/wrong-credentials.js';
import { MachineAccount } from './machine-account.entity.js';
import { isSecret } from './machine.secret.js';
import { TokenError } from './token.error.js';
import type { TokenRequest } from './token.request.js';

export interface Grant {
  access: AccessToken;
  scopes: string[];
}

/** Trades the secrets of programs for access tokens. */
@Injectable()
export class TokenService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly wrong: WrongCredentials,
    private readonly accessTokens: AccessTokenIssuer,
    private readonly sessions: SessionService,
    private readonly failures: FailedSignIns,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws TokenError invalid_client (unknown, ended and wrong secret alike), invalid_scope; UserError RATE_LIMITED */
  async grant({ clientId, secret, scopes }: TokenRequest): Promise<Grant> {
    const found = await this.dataSource
      .getRepository(MachineAccount)
      .findOneBy({ clientId, endedAt: IsNull() });
    const account = isSecret(secret, found?.secretHash) ? found : null;
    if (!account) {
      await this.wrong.note(found ? `client ${found.id}` : 'client');
      await this.failures.note({ means: 'CLIENT_SECRET', name: found?.id ?? clientId });
      throw this.wrongClient();
    }
    const granted = scopes ?? account.scopes;
    if (granted.length === 0 || !granted.every((scope) => account.scopes.includes(scope)))
      throw new TokenError('invalid_scope', `this account has: ${account.scopes.join(' ')}`);
    const issue = await this.accessTokens.prepare();
    return { access: await this.open(account, granted, issue), scopes: granted };
  }

  private open(
    { id, personId, secretHash }: MachineAccount,
    scopes: string[],
    issue: IssueToken,
  ): Promise<AccessToken> {
    return inTransaction(this.dataSource, async (manager) => {
      const lastTokenAt = new Date(await databaseNow(manager));
      // whoever ends the account or replaces its secret now waits, or was quicker
      const still = { id, secretHash, endedAt: IsNull() };
      const { affected } = await manager.update(MachineAccount, still, { lastTokenAt });
      if (affected === 0) throw this.wrongClient();
      const person = await manager.findOneByOrFail(Person, { id: personId });
      return this.sessions.beginNarrowed(manager, person, { issue, scopes });
    });
  }

  private wrongClient(): TokenError {
    this.logger.warn({ address: currentContext()?.address }, 'a program gave wrong credentials');
    return new TokenError('invalid_client', 'unknown client, or wrong secret');
  }
}
