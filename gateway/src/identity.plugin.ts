import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { TokenVerifier } from '@zhishou/platform/auth/token';
import { UserError } from '@zhishou/platform/errors';
import { clientIn } from './client.context.js';
import type { ClientContext } from './client.context.js';
import { refusal } from './public-error.js';

const STATUS: Partial<Record<string, number>> = { UNAUTHENTICATED: 401, UNAVAILABLE: 503 };

/**
 * Turns a bad or expired token away before anything is parsed. No token at all passes: what it may see is for the
 * subgraphs to say, which verify again.
 */
export function identityPlugin(verify: TokenVerifier): GatewayPlugin<object, ClientContext> {
  return {
    async onParams({ context, setResult }) {
      try {
        await verify(clientIn(context).authorization);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        setResult({ errors: [refusal(error, STATUS[error.code] ?? 500)] });
      }
    },
  };
}
