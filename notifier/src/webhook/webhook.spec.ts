import { describe, expect, it } from '@jest/globals';
import { parseWebhooks } from './webhook.js';

const good = { url: 'https://ops.example.cn/hook?access_token=abc', secret: '0123456789abcdef' };

describe('parseWebhooks', () => {
  it('reads addresses and secrets', () => {
    const [webhook] = parseWebhooks([good]);
    expect(webhook).toMatchObject({ url: new URL(good.url), secret: good.secret });
  });

  it('names a webhook without showing its path or query', () => {
    const [one, two] = parseWebhooks([
      good,
      { ...good, url: 'https://ops.example.cn/hook?access_token=xyz' },
    ]);
    expect(one?.name).toMatch(/^https:\/\/ops\.example\.cn#[0-9a-f]{12}$/);
    expect(two?.name).not.toBe(one?.name);
  });

  it('keeps the name when the secret changes', () => {
    const [one] = parseWebhooks([good]);
    const [two] = parseWebhooks([{ ...good, secret: 'another secret, longer' }]);
    expect(two?.name).toBe(one?.name);
  });

  it.each([
    [{}, 'a list of {"url", "secret"} expected'],
    [[good, null], '[1].url: an address expected'],
    [[{ ...good, url: 'ops.example.cn' }], '[0].url: an address expected'],
    [[{ ...good, url: 'ftp://ops.example.cn' }], '[0].url: http or https expected'],
    [[{ ...good, url: 'https://me:pass@ops.example.cn' }], '[0].url: no user or password in the address'],
    [[good, { url: 'http://b.cn', secret: 'short' }], '[1].secret: at least 16 characters expected'],
    [[{ url: good.url }], '[0].secret: at least 16 characters expected'],
    [[good, good], '[1].url: the same address as [0]'],
  ])('refuses %j', (value, message) => {
    expect(() => parseWebhooks(value)).toThrow(new Error(message));
  });
});
