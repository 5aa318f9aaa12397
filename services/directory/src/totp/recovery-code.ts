import { randomBytes } from 'node:crypto';
import { sha256 } from '@zhishou/platform/canonical-json';
import { Secret } from 'otpauth';

const HOW_MANY = 10;
/** Too many guesses for anybody who has the hashes, so that a plain hash keeps them. */
const BYTES = 10;

/** New ones, `ABCD-EFGH-IJKL-MNOP`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: HOW_MANY }, () => {
    const { base32 } = new Secret({ buffer: Uint8Array.from(randomBytes(BYTES)).buffer });
    return base32.match(/.{4}/g)!.join('-');
  });
}

/** Whether it looks like one, which nobody guesses. */
export const isRecoveryCode = (code: string): boolean => /^[A-Z2-7]{16}$/.test(plainCode(code));

/** Of a code as {@link plainCode} has it. */
export const hashOfRecoveryCode = (code: string): string => sha256(code);

/** A code of either kind as it was meant: blanks and dashes are for the eye, and so is small or large. */
export const plainCode = (code: string): string =>
  code.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
