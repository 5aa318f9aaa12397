import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';
import { pause } from '../backoff.js';
import { unauthenticated, unavailable } from '../errors.js';
import { sideOf } from './caller.js';
import type { Caller } from './caller.js';
import { ALL_ROLES } from './roles.js';
import { readScopes } from './scopes.js';

export const TOKEN_AUDIENCE = 'zhishou';
const RELOAD_AFTER_MS = 5 * 60_000;
/** At most one fetch in this time, however many unknown keys are named. */
const COOLDOWN_MS = 1_000;

/** Checking a signature costs more than the rest of a small request; a token is checked again whenever keys are. */
const REMEMBERED = 5_000;

/** undefined: no token was sent. @throws UserError UNAUTHENTICATED for a bad or expired one, UNAVAILABLE without keys */
export type TokenVerifier = (authorization?: string) => Promise<Caller | undefined>;

/**
 * Verifies access tokens against the directory's published keys. Keys once fetched go on serving while the directory
 * is away; a key not seen before is fetched at once.
 */
export function createTokenVerifier(options: { jwksUrl: string; issuer: string }): TokenVerifier {
  const keys = createRemoteJWKSet(new URL(options.jwksUrl), {
    cacheMaxAge: Infinity,
    cooldownDuration: 1_000,
  });
  const verified = new LRUCache<string, Caller>({ max: REMEMBERED });
  let reloadedAt = Date.now();
  return async (authorization) => {
    if (authorization === undefined || authorization === '') return undefined;
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
    if (token === undefined) throw unauthenticated('The authorization header is not a bearer token');
    if (Date.now() - reloadedAt > RELOAD_AFTER_MS) {
      reloadedAt = Date.now();
      // a withdrawn key goes as soon as the directory can be asked again
      keys.reload().then(
        () => verified.clear(),
        () => undefined,
      );
    }
    const known = verified.get(token);
    if (known !== undefined && known.tokenExpiresAt > Date.now()) return known;
    const rules = {
      issuer: options.issuer,
      audience: TOKEN_AUDIENCE,
      algorithms: ['EdDSA'],
      requiredClaims: ['exp', 'iat', 'sub'],
    };
    const read = async () => callerOf((await jwtVerify(token, keys, rules)).payload);
    try {
      const caller = await read().catch(async (error: unknown) => {
        // the keys may have been fetched just before this one was made
        if (!(error instanceof errors.JWKSNoMatchingKey && keys.coolingDown)) throw error;
        await pause(COOLDOWN_MS);
        return read();
      });
      verified.set(token, caller);
      return caller;
    } catch (error) {
      throw refusal(error);
    }
  };
}

function refusal(error: unknown): Error {
  if (error instanceof errors.JWTExpired) return unauthenticated('Your sign-in has expired');
  if (isTokenFault(error)) return unauthenticated('Your sign-in is not valid');
  return unavailable('Sign-in cannot be checked right now; nothing was changed');
}

/** Whether verifying failed because of the token itself; otherwise the keys could not be had. */
export function isTokenFault(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    error.code !== 'ERR_JOSE_GENERIC'
  );
}

function callerOf(payload: JWTPayload): Caller {
  const role = ALL_ROLES.find((known) => known === payload.role);
  if (role === undefined) throw new errors.JWTInvalid('unknown role');
  return {
    personId: payload.sub as string,
    name: String(payload.name),
    role,
    side: sideOf(role),
    ndaSigned: payload.nda === true,
    sessionId: typeof payload.sid === 'string' ? payload.sid : '',
    sessionEpoch: typeof payload.epoch === 'number' ? payload.epoch : 0,
    mustEnrol: payload.enrol === true,
    tokenIssuedAt: (payload.iat as number) * 1000,
    tokenExpiresAt: (payload.exp as number) * 1000,
    scopes: payload.scope === undefined ? undefined : readScopes(payload.scope as string),
  };
}
