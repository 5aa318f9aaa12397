import { join } from 'node:path';
import { readEnv } from '@zhishou/platform/env';
import type { EnvReader } from '@zhishou/platform/env';
import type { Limits } from './limits/limits.plugin.js';
import type { RateLimits } from './limits/rate.limits.js';
import type { SubgraphName } from './supergraph/subgraph.names.js';

export interface GatewaySettings {
  /** where the composed supergraph lies */
  supergraphFile: string;
  /** each subgraph's GraphQL address */
  urls: Record<SubgraphName, string>;
  jwksUrl: string;
  issuer: string;
  /** serve GraphiQL on GET /graphql */
  graphiql: boolean;
  /** let clients read the schema */
  introspection: boolean;
  /** origins whose pages may call: `https://host:port` */
  corsOrigins: string[];
  /** how long browsers shall insist on TLS; 0: not reached over TLS */
  hstsSeconds: number;
  trustedProxies: string[];
  /** ms a subgraph has for an answer; subscriptions have no such limit */
  upstreamTimeout: number;
  limits: Limits;
  rates: RateLimits;
  /** subscriptions one caller may have open */
  streams: number;
  /** connections one address may have open, the trusted proxies apart; 0 sets no bound */
  sockets: number;
  /** ms a WebSocket of nobody known may do nothing */
  idleSocketMs: number;
}

const COMMITTED = join(import.meta.dirname, '../supergraph.graphql');

/** @throws EnvError naming everything that is missing or wrong */
export function readSettings(source?: NodeJS.ProcessEnv): GatewaySettings {
  return readEnv(
    (env) => ({
      supergraphFile: env.text('SUPERGRAPH_FILE', { default: COMMITTED }),
      urls: {
        directory: env.url('DIRECTORY_URL'),
        tickets: env.url('TICKETS_URL'),
        inspections: env.url('INSPECTIONS_URL'),
        scoring: env.url('SCORING_URL'),
      },
      jwksUrl: env.url('JWKS_URL'),
      issuer: env.text('TOKEN_ISSUER', { default: 'zhishou' }),
      graphiql: env.flag('GRAPHIQL'),
      introspection: readIntrospection(env),
      corsOrigins: env.list('CORS_ORIGINS', { default: '' }),
      hstsSeconds: env.number('HSTS_SECONDS', { default: 0 }),
      trustedProxies: env.list('TRUSTED_PROXIES', { default: '' }),
      upstreamTimeout: env.number('UPSTREAM_TIMEOUT_MS', { default: 20_000 }),
      limits: {
        bodyBytes: env.number('LIMIT_BODY_BYTES', { default: 1_000_000 }),
        tokens: env.number('LIMIT_TOKENS', { default: 2_000 }),
        depth: env.number('LIMIT_DEPTH', { default: 12 }),
        aliases: env.number('LIMIT_ALIASES', { default: 30 }),
        fields: env.number('LIMIT_FIELDS', { default: 1_000 }),
        cost: env.number('LIMIT_COST', { default: 10_000 }),
      },
      rates: {
        person: env.number('RATE_PERSON', { default: 500 }),
        address: env.number('RATE_ADDRESS', { default: 1_000 }),
        anonymous: env.number('RATE_ANONYMOUS', { default: 20 }),
        signIns: env.number('RATE_SIGN_IN', { default: 20 }),
        mutations: env.number('RATE_MUTATIONS', { default: 300 }),
        cost: env.number('RATE_COST', { default: 60_000 }),
      },
      streams: env.number('LIMIT_STREAMS', { default: 20 }),
      sockets: env.number('LIMIT_SOCKETS', { default: 500 }),
      idleSocketMs: env.number('IDLE_SOCKET_MS', { default: 5_000 }),
    }),
    source,
  );
}

// GraphiQL is of no use without it
function readIntrospection(env: EnvReader): boolean {
  const development = env.flag('GRAPHIQL') || env.optionalText('NODE_ENV') === 'development';
  return env.text('INTROSPECTION', { default: String(development) }) === 'true';
}
