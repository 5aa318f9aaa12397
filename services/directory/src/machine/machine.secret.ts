import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { sha256 } from '@zhishou/platform/canonical-json';

export interface NewSecret {
  secret: string;
  secretHash: string;
}

/** A new secret, 256 bits of chance: nobody guesses it, so that a plain hash keeps it. */
export function newSecret(): NewSecret {
  const secret = `zhs_${randomBytes(32).toString('base64url')}`;
  return { secret, secretHash: sha256(secret) };
}

/** A new client id that nobody can guess: whoever does not know it cannot even be counted against its account. */
export const newClientId = (): string => `mcl_${randomBytes(16).toString('hex')}`;

/** Takes the same time whether right, wrong, or of no account (`secretHash` undefined). */
export function isSecret(secret: string, secretHash: string | undefined): boolean {
  const given = createHash('sha256').update(secret).digest();
  const right = timingSafeEqual(given, Buffer.from(secretHash ?? sha256(''), 'hex'));
  return right && secretHash !== undefined;
}
