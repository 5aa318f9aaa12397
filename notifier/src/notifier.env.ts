import type { EnvReader } from '@zhishou/platform/env';
import type { RetryPolicy } from './webhook/retry.js';
import { parseWebhooks, type Webhook } from './webhook/webhook.js';

const MOST = 2 ** 31 - 1; // what a timer can hold

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
  const optional = <T>(name: string, fallback: T, parse: (value: unknown) => T): T =>
    env.optionalText(name) === undefined ? fallback : env.json(name, parse);
  return {
    webhooks: optional('WEBHOOKS', [], parseWebhooks),
    policy: {
      tries: optional('WEBHOOK_TRIES', 10, parseCount),
      firstWait: optional('WEBHOOK_FIRST_WAIT_MS', 2_000, parseCount),
      longestWait: optional('WEBHOOK_LONGEST_WAIT_MS', 300_000, parseCount),
    },
    timeout: optional('WEBHOOK_TIMEOUT_MS', 5_000, parseCount),
    concurrency: optional('WEBHOOK_CONCURRENCY', 16, parseCount),
  };
}

function parseCount(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST) return value;
  throw new Error(`a whole number from 1 to ${MOST} expected`);
}
