import { createHash } from 'node:crypto';

const SECRET_LENGTH = 16;

export interface Webhook {
  /** names it in the database and in logs: its origin and a digest of the whole address, which may hold a secret */
  name: string;
  url: URL;
  secret: string;
}

/**
 * Reads the value of WEBHOOKS: `[{"url", "secret"}]`, each address once.
 * @throws Error naming the entry and its field, never its value
 */
export function parseWebhooks(value: unknown): Webhook[] {
  if (!Array.isArray(value)) throw new Error('a list of {"url", "secret"} expected');
  const webhooks = value.map(parseWebhook);
  webhooks.forEach(({ name }, index) => {
    const first = webhooks.findIndex((other) => other.name === name);
    if (first !== index) throw new Error(`[${index}].url: the same address as [${first}]`);
  });
  return webhooks;
}

function parseWebhook(entry: unknown, index: number): Webhook {
  const { url, secret } = (entry ?? {}) as Record<string, unknown>;
  return { ...parseAddress(url, `[${index}].url`), secret: parseSecret(secret, `[${index}].secret`) };
}

function parseAddress(value: unknown, field: string): Pick<Webhook, 'name' | 'url'> {
  if (typeof value !== 'string' || !URL.canParse(value)) throw new Error(`${field}: an address expected`);
  const url = new URL(value);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new Error(`${field}: http or https expected`);
  if (url.username !== '' || url.password !== '')
    throw new Error(`${field}: no user or password in the address`);
  url.hash = '';
  const digest = createHash('sha256').update(url.href).digest('hex');
  return { name: `${url.origin}#${digest.slice(0, 12)}`, url };
}

function parseSecret(value: unknown, field: string): string {
  if (typeof value !== 'string' || value.length < SECRET_LENGTH) {
    throw new Error(`${field}: at least ${SECRET_LENGTH} characters expected`);
  }
  return value;
}
