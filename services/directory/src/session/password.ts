import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Options } from '@node-rs/argon2';

// argon2id (the library's default algorithm) as OWASP recommends it: 19 MiB, two passes
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The stored form of a password, with its own salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

/** Takes the same time for a right and a wrong password. */
export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password.normalize('NFKC'));
}

/** The stored form of a password that nobody knows, for those who sign in by other means only. */
export function hashOfUnknown(): Promise<string> {
  return hashPassword(randomBytes(32).toString('base64url'));
}

const nobody = hashPassword('nobody has this password');

/** What to verify against when there is no such person, so that the answer takes as long as for one who exists. */
export function hashOfNobody(): Promise<string> {
  return nobody;
}
