import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { AuditHead } from '@zhishou/messages/head-events';
import { canonicalJson, sha256 } from '../canonical-json.js';
import { FIRST_HASH } from './verify-chain.js';

/** @param base64 PKCS#8 DER, as {@link newHeadKey} makes it @throws Error that never shows the key */
export function readHeadKey(base64: string): KeyObject {
  try {
    const key = createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // told below, without the parser's words
  }
  throw new Error('AUDIT_HEAD_KEY is no Ed25519 private key (base64 of PKCS#8 DER)');
}

/** @param base64 SPKI DER, as {@link publicHeadKey} gives it */
export function readPublicKey(base64: string): KeyObject {
  const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 public key');
  return key;
}

/** A new private key, base64 of PKCS#8 DER. */
export const newHeadKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');

/** What the auditor is given: base64 of SPKI DER. */
export const publicHeadKey = (key: KeyObject): string => spki(key).toString('base64');

export const keyIdOf = (key: KeyObject): string =>
  createHash('sha256').update(spki(key)).digest('hex').slice(0, 16);

const spki = (key: KeyObject): Buffer =>
  (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'der', type: 'spki' });

/** The head that follows `last`. */
export function signHead(
  key: KeyObject,
  last: AuditHead | undefined,
  stand: Pick<AuditHead, 'at' | 'chains'>,
): AuditHead {
  const number = (last?.number ?? 0) + 1;
  const text = { number, ...stand, previous: last ? headHash(last) : FIRST_HASH, keyId: keyIdOf(key) };
  const signature = sign(null, Buffer.from(canonicalJson(text)), key).toString('base64');
  return { ...text, signature };
}

export const headHash = (head: AuditHead): string => sha256(canonicalJson(head));

/** Whether one of these keys has signed it. */
export function isSigned({ signature, ...text }: AuditHead, keys: KeyObject[]): boolean {
  const key = keys.find((one) => keyIdOf(one) === text.keyId);
  return (
    key !== undefined && verify(null, Buffer.from(canonicalJson(text)), key, Buffer.from(signature, 'base64'))
  );
}
