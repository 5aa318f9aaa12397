import type { EnvReader } from '@zhishou/platform/env';
import type { RetryPolicy } from './webhook/retry.js';
import { parseWebhooks, type Webhook } from './webhook/webhook.js';

export interface DeliverySettings {
  webhooks: Webhook[];
  policy: RetryPolicy;
  /** of one try, in ms */
  timeout: number;
  /** tries under way at once to one webhook */
  concurrency: number;
}

/** The settings of notifier/README.md, as readEnv wants them. */
export function readDeliverySettings(env: EnvReader): DeliverySettings {
  return {
    webhooks: env.optionalText('WEBHOOKS') === undefined ? [] : env.json('WEBHOOKS', parseWebhooks),
    policy: {
      tries: env.number('WEBHOOK_TRIES', { default: 10 }),
      firstWait: env.number('WEBHOOK_FIRST_WAIT_MS', { default: 2_000 }),
      longestWait: env.number('WEBHOOK_LONGEST_WAIT_MS', { default: 300_000 }),
    },
    timeout: env.number('WEBHOOK_TIMEOUT_MS', { default: 5_000 }),
    concurrency: Math.max(1, env.number('WEBHOOK_CONCURRENCY', { default: 16 })),
  };
}
