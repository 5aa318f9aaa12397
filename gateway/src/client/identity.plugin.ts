import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { TokenVerifier } from '@zhishou/platform/auth/token';
import { UserError } from '@zhishou/platform/errors';
import { clientIn } from './client.context.js';
import type { Client, ClientContext } from './client.context.js';
import { refusal } from '../errors/public-error.js';
import type { Rates } from '../limits/rate.limits.js';
import { signInsOf } from './sign.ins.js';
import type { Asked } from './sign.ins.js';

const STATUS: Partial<Record<string, number>> = { UNAUTHENTICATED: 401, RATE_LIMITED: 429, UNAVAILABLE: 503 };

/**
 * Turns a bad or expired token, and whoever asks too often, away before anything is parsed. No token at all passes:
 * what it may see is for the subgraphs to say, which verify again.
 */
export function identityPlugin(
  verify: TokenVerifier,
  rates: Rates,
  maxTokens: number,
): GatewayPlugin<object, ClientContext> {
  const admit = async (client: Client, asked: Asked): Promise<void> => {
    await rates.arrival(client);
    try {
      client.personId = (await verify(client.authorization))?.personId;
    } finally {
      if (client.personId === undefined) client.signIns = signInsOf(asked, maxTokens);
      await rates.operation(client);
    }
  };
  return {
    async onParams({ context, params, setResult }) {
      try {
        await admit(clientIn(context), params);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        setResult({ errors: [refusal(error, STATUS[error.code] ?? 500)] });
      }
    },
  };
}
