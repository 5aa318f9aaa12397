import { statSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scratchFiles } from '../../test/scratch-files.js';
import { loadSecrets } from './secrets.js';

const file = scratchFiles();
const names = { services: ['tickets', 'scoring'], accounts: ['reporter'], webhooks: [] };

describe('the secrets of a stack', () => {
  it('are kept over restarts, and made for what is new', () => {
    const secrets = file();
    const first = loadSecrets(secrets, names);
    const second = loadSecrets(secrets, { ...names, webhooks: ['http://127.0.0.1:1/'] });
    expect({ ...second, webhooks: {} }).toEqual(first);
    expect(Object.keys(second.webhooks)).toEqual(['http://127.0.0.1:1/']);
  });

  it('are all different and hard to guess', () => {
    const { postgres, keyEncryption, attachments, auditHead, services, accounts } = loadSecrets(
      file(),
      names,
    );
    const all = [
      postgres,
      keyEncryption,
      attachments,
      auditHead,
      ...Object.values(services),
      ...Object.values(accounts),
    ];
    expect(new Set(all).size).toBe(7);
    for (const secret of all) expect(secret.length).toBeGreaterThanOrEqual(16);
  });

  it('can be read by their owner only', () => {
    const secrets = file();
    loadSecrets(secrets, names);
    expect(statSync(secrets).mode & 0o777).toBe(0o600);
  });
});
