import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { TOKEN_AUDIENCE } from '@zhishou/platform/auth/token';
import { SignJWT } from 'jose';
import { DIRECTORY_SETTINGS } from '../directory.env.js';
import type { DirectorySettings } from '../directory.env.js';
import { SigningKeyService } from '../key/signing-key.service.js';
import type { UsableKey } from '../key/signing-key.service.js';
import type { Person } from '../person/person.entity.js';

const LIFE_S = 15 * 60;

export interface AccessToken {
  token: string;
  caller: Caller;
}

/** What a token does not open though its person's role does: all but the scopes of a program, or all but enrolling. */
export type Narrowing = Pick<Caller, 'scopes' | 'mustEnrol'>;

export type IssueToken = (person: Person, sessionId: string, narrowing: Narrowing) => Promise<AccessToken>;

@Injectable()
export class AccessTokenIssuer {
  constructor(
    private readonly keys: SigningKeyService,
    @Inject(DIRECTORY_SETTINGS) private readonly settings: DirectorySettings,
  ) {}

  /** Takes the key that signs now. Before a transaction begins: the key may need a connection of its own. */
  async prepare(): Promise<IssueToken> {
    const key = await this.keys.current();
    return (person, sessionId, narrowing) => this.issue(key, person, sessionId, narrowing);
  }

  private async issue(
    { kid, privateKey }: UsableKey,
    person: Person,
    sessionId: string,
    { scopes, mustEnrol }: Narrowing,
  ): Promise<AccessToken> {
    const issuedAt = Math.floor(Date.now() / 1000);
    const { id, displayName: name, role, side, ndaSigned, sessionEpoch } = person;
    const session = { sid: sessionId, epoch: sessionEpoch };
    const narrowed = { scope: scopes?.join(' '), enrol: mustEnrol ? true : undefined };
    const claims = { name, role, side, nda: ndaSigned, ...session, ...narrowed };
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'JWT' })
      .setIssuer(this.settings.issuer)
      .setAudience(TOKEN_AUDIENCE)
      .setSubject(id)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + LIFE_S)
      .sign(privateKey);
    const tokenIssuedAt = issuedAt * 1000;
    const tokenExpiresAt = tokenIssuedAt + LIFE_S * 1000;
    const who = { personId: id, name, role, side, ndaSigned, sessionId, sessionEpoch, scopes, mustEnrol };
    return { token, caller: { ...who, tokenIssuedAt, tokenExpiresAt } };
  }
}
