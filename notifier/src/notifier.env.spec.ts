import { describe, expect, it } from '@jest/globals';
import { readEnv } from '@zhishou/platform/env';
import { readDeliverySettings } from './notifier.env.js';

const read = (env: NodeJS.ProcessEnv) => readEnv(readDeliverySettings, env);

describe('readDeliverySettings', () => {
  it('has sensible defaults and no webhook', () => {
    expect(read({})).toEqual({
      webhooks: [],
      policy: { tries: 10, firstWait: 2_000, longestWait: 300_000 },
      timeout: 5_000,
      concurrency: 16,
    });
  });

  it('names the variable and the entry that is wrong, and shows no secret', () => {
    const webhooks = [
      { url: 'http://a.cn', secret: 'long enough, surely' },
      { url: 'http://b.cn', secret: 'hunter2' },
    ];
    let problem = '';
    try {
      read({ WEBHOOKS: JSON.stringify(webhooks) });
    } catch (error) {
      problem = (error as Error).message;
    }
    expect(problem).toContain('WEBHOOKS');
    expect(problem).toContain('[1].secret: at least 16 characters');
    expect(problem).not.toContain('hunter2');
  });

  it('shows nothing of a text that is not JSON', () => {
    expect(() => read({ WEBHOOKS: 'secret,words' })).toThrow(/^(?!.*secret,words).*WEBHOOKS/s);
  });

  it.each([
    ['WEBHOOK_CONCURRENCY', '0'],
    ['WEBHOOK_TRIES', '0'],
    ['WEBHOOK_TIMEOUT_MS', '0'],
    ['WEBHOOK_TRIES', 'many'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(name);
  });
});
