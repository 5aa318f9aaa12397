import { createPrivateKey, createPublicKey } from 'node:crypto';
import { dirname, join } from 'node:path';
import { readJson } from '../root/private-file.js';
import { REPOSITORY } from '../root/repository.js';
import type { Secrets } from '../root/secrets.js';
import { auditHeadsFile } from '../root/stack-root.js';
import type { Surroundings } from './surroundings.js';

const folder = (): string => dirname(process.env.STACK_FILE ?? join(REPOSITORY, '.local/stack.json'));

const auditHeadKey = (): string | undefined =>
  process.env.AUDIT_HEAD_KEY || readJson<Secrets>(join(folder(), 'secrets.json'))?.auditHead;

const headsFile = ({ stack }: Pick<Surroundings, 'stack'>): string | undefined =>
  process.env.AUDIT_HEAD_FILE || (stack && auditHeadsFile({ data: join(folder(), 'data') }));

/** What verifying needs to know of heads: where they are, and the public keys; never what signs them. */
export function headsToVerify(surroundings: Surroundings): Record<string, string> {
  const file = headsFile(surroundings);
  const keys = process.env.AUDIT_HEAD_PUBLIC_KEYS || publicOf(surroundings.stack && auditHeadKey());
  return { ...(file && { AUDIT_HEAD_FILE: file }), ...(keys && { AUDIT_HEAD_PUBLIC_KEYS: keys }) };
}

/** What giving a head needs: where they are, and the private key. */
export function headsToGive(surroundings: Surroundings): Record<string, string> {
  const [file, key] = [headsFile(surroundings), auditHeadKey()];
  return { ...(file && { AUDIT_HEAD_FILE: file }), ...(key && { AUDIT_HEAD_KEY: key }) };
}

function publicOf(base64: string | undefined): string | undefined {
  if (!base64) return undefined;
  const key = createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' });
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
}
