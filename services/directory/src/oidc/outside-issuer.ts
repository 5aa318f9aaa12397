import { Inject, Injectable } from '@nestjs/common';
import { isTokenFault } from '@zhishou/platform/auth/token';
import { unavailable } from '@zhishou/platform/errors';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import type { OidcSettings } from './oidc.env.js';

/** Signatures with a published key only: no shared secrets, no `none`. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
/** The issuer's clock is not ours. */
const CLOCK_TOLERANCE_S = 30;
const TIMEOUT_MS = 5_000;

/** What is wrong with a token; whose it is, where its signature is good all the same. */
export interface BadToken {
  problem: string;
  subject?: string;
}

/** The OpenID Connect issuer as we need it: its keys, found by discovery when first asked for. */
@Injectable()
export class OutsideIssuer {
  private keys?: Promise<JWTVerifyGetKey>;

  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  /**
   * Verifies an ID token (OpenID Connect Core 1.0, 3.1.3.7).
   * @throws UserError UNAVAILABLE when the issuer's keys cannot be had
   */
  async verify(
    settings: OidcSettings,
    idToken: string,
    nonce: string | undefined,
  ): Promise<{ payload: JWTPayload } | BadToken> {
    const { issuer, clientId: audience } = settings;
    try {
      const { payload } = await jwtVerify(idToken, await this.known(issuer), {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['sub', 'iat', 'exp'],
        clockTolerance: CLOCK_TOLERANCE_S,
      });
      const isShared = Array.isArray(payload.aud) && payload.aud.length > 1;
      if ((isShared || payload.azp !== undefined) && payload.azp !== audience)
        return { problem: 'the token was made for another client', subject: payload.sub };
      if (nonce !== undefined && payload.nonce !== nonce)
        return { problem: 'the nonce is another', subject: payload.sub };
      return { payload };
    } catch (error) {
      if (isTokenFault(error)) return { problem: (error as Error).message, subject: signedSubject(error) };
      this.logger.error({ err: error }, 'the outside issuer cannot be asked for its keys');
      throw unavailable('Outside sign-in is away right now; sign in with your password here');
    }
  }

  private known(issuer: string): Promise<JWTVerifyGetKey> {
    this.keys ??= discoverKeys(issuer).catch((error: unknown) => {
      this.keys = undefined;
      throw error;
    });
    return this.keys;
  }
}

// The claims are looked at after the signature: an error that holds them tells that it was good.
function signedSubject(error: unknown): string | undefined {
  const isOfClaims = error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed;
  return isOfClaims ? error.payload.sub : undefined;
}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  const found = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (found.issuer !== issuer) throw new Error(`${address} names another issuer: ${String(found.issuer)}`);
  const keys = new URL(String(found.jwks_uri));
  if (keys.protocol !== 'https:' && keys.origin !== new URL(issuer).origin)
    throw new Error(`${address} names keys that are not fetched by https: ${keys.href}`);
  return createRemoteJWKSet(keys, { timeoutDuration: TIMEOUT_MS });
}
