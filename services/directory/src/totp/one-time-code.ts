import { Secret, TOTP } from 'otpauth';

/** What every authenticator app can do (RFC 6238 with its defaults). */
const SHAPE = { algorithm: 'SHA1', digits: 6, period: 30 };
const SECRET_BYTES = 20;
/** Steps by which a device's clock may be off, and which a code may take to arrive. */
const SKEW_STEPS = 1;

/** A new secret, base32. */
export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** What an authenticator app reads from a QR code. */
export function otpauthUri(secret: string, issuer: string, username: string): string {
  return new TOTP({ ...SHAPE, issuer, label: username, secret: Secret.fromBase32(secret) }).toString();
}

/**
 * The time step to which this code belongs; undefined: to none that is near enough.
 * @param now ms since the epoch
 */
export function stepOfCode(secret: string, code: string, now: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const totp = new TOTP({ ...SHAPE, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code, timestamp: now, window: SKEW_STEPS });
  return delta === null ? undefined : totp.counter({ timestamp: now }) + delta;
}
