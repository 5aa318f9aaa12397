import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readJson, writePrivateJson } from './private-file.js';

/** Everything secret of one stack; made once, kept over restarts in a file of mode 0600. */
export interface Secrets {
  postgres: string;
  keyEncryption: string;
  /** signs the addresses of attachments and documents */
  attachments: string;
  /** signs the heads of the audit chains: Ed25519, base64 of PKCS#8 DER */
  auditHead: string;
  /** database role → password */
  services: Record<string, string>;
  /** demo account → password */
  accounts: Record<string, string>;
  /** webhook url → signing secret */
  webhooks: Record<string, string>;
}

export interface SecretNames {
  services: readonly string[];
  accounts: readonly string[];
  webhooks: readonly string[];
}

/** Reads the secrets of a stack and makes those that are missing. */
export function loadSecrets(file: string, names: SecretNames): Secrets {
  const known = readJson<Secrets>(file);
  const secrets: Secrets = {
    postgres: known?.postgres ?? randomText(24),
    keyEncryption: known?.keyEncryption ?? randomBytes(32).toString('base64'),
    attachments: known?.attachments ?? randomText(32),
    auditHead: known?.auditHead ?? signingKey(),
    services: filled(known?.services, names.services, 24),
    accounts: filled(known?.accounts, names.accounts, 12),
    webhooks: filled(known?.webhooks, names.webhooks, 24),
  };
  writePrivateJson(file, secrets);
  return secrets;
}

function filled(
  known: Record<string, string> = {},
  names: readonly string[],
  bytes: number,
): Record<string, string> {
  const made = names.filter((name) => !known[name]).map((name) => [name, randomText(bytes)]);
  return { ...known, ...Object.fromEntries(made) } as Record<string, string>;
}

const randomText = (bytes: number): string => randomBytes(bytes).toString('base64url');

const signingKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
