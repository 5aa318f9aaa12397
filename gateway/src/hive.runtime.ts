import { Logger as HiveLogger, createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import type { GatewayConfig, GatewayRuntime, LogWriter } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import httpTransport from '@graphql-mesh/transport-http';
import type { TokenVerifier } from '@zhishou/platform/auth/token';
import type { Logger } from '@zhishou/platform/log';
import { OperationTypeNode } from 'graphql';
import { answerPlugin } from './plan/answer.plugin.js';
import type { ClientContext } from './client/client.context.js';
import { errorsPlugin } from './errors/errors.plugin.js';
import type { GatewaySettings } from './gateway.settings.js';
import { identityPlugin } from './client/identity.plugin.js';
import { inputPlugin } from './input/input.plugin.js';
import { limitsPlugin } from './limits/limits.plugin.js';
import type { LiveStreams } from './limits/live.streams.js';
import { mutationRatePlugin } from './limits/mutation-rate.plugin.js';
import { operationLogPlugin } from './operation-log.plugin.js';
import { privateSchemaPlugin } from './supergraph/private-schema.plugin.js';
import { createRates } from './limits/rate.limits.js';
import { upstreamPlugin } from './errors/upstream.plugin.js';
import { webSocketTransport } from './server/websocket.transport.js';

export type Hive = GatewayRuntime<ClientContext>;

export interface HiveParts {
  /** SDL of the supergraph */
  supergraph: string;
  settings: GatewaySettings;
  verify: TokenVerifier;
  streams: LiveStreams;
  logger: Logger;
}

/** The federating engine, its supergraph loaded. */
export async function createHive(parts: HiveParts): Promise<Hive> {
  const { supergraph, settings, logger } = parts;
  const rates = createRates(settings.rates);
  const config: GatewayConfig<ClientContext> = {
    supergraph,
    unifiedGraphHandler,
    transports: { http: httpTransport, ws: webSocketTransport },
    transportEntries: {
      ...Object.fromEntries(Object.entries(settings.urls).map(([name, location]) => [name, { location }])),
      '*.http': { options: { subscriptions: { kind: 'ws' } } },
    },
    upstreamTimeout: ({ executionRequest }) =>
      executionRequest?.operationType === OperationTypeNode.SUBSCRIPTION
        ? undefined
        : settings.upstreamTimeout,
    ...(await graphiql(settings.graphiql)),
    plugins: () => [
      limitsPlugin(settings.limits, rates),
      ...(settings.introspection ? [] : [privateSchemaPlugin()]),
      inputPlugin(),
      mutationRatePlugin(rates),
      answerPlugin(),
      upstreamPlugin(logger),
      parts.streams.plugin(settings.streams),
      errorsPlugin(logger),
      operationLogPlugin(logger),
      identityPlugin(parts.verify, rates, settings.limits.tokens),
    ],
    // all of these are the plugins' work, or would add what nobody here should see
    maskedErrors: false,
    subgraphErrors: false,
    requestId: false,
    landingPage: false,
    cors: false,
    logging: hiveLogger(logger),
  };
  const hive = withoutSignalHandlers(() => createGatewayRuntime<ClientContext>(config));
  await hive.getSchema();
  return hive;
}

// Hive's own page loads its code from a CDN; this one carries all of it.
async function graphiql(
  wanted: boolean,
): Promise<Pick<GatewayConfig<ClientContext>, 'graphiql' | 'renderGraphiQL'>> {
  if (!wanted) return { graphiql: false };
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return {
    graphiql: {
      title: '值守 Zhishou',
      logo: '<b>值守 Zhishou</b>',
      defaultQuery: '{ me { id displayName } }',
    },
    renderGraphiQL,
  };
}

// Below `warn` Hive logs request bodies and connection parameters. It also reads LOG_LEVEL anew for every request and
// throws at a level of ours it does not know (fatal, silent): `logger` has read it already.
function hiveLogger(logger: Logger): HiveLogger {
  delete process.env.LOG_LEVEL;
  const writer: LogWriter = {
    write: (level, attrs, message) => logger[level]({ hive: attrs ?? undefined }, message ?? ''),
  };
  return new HiveLogger({ level: 'warn', writers: [writer] });
}

// Hive would cut what is under way at the first SIGTERM; the process shuts down in order instead.
function withoutSignalHandlers<T>(create: () => T): T {
  const signals = ['SIGTERM', 'SIGINT', 'exit'] as const;
  const before = signals.map((signal) => new Set(process.listeners(signal as NodeJS.Signals)));
  const created = create();
  signals.forEach((signal, index) => {
    for (const listener of process.listeners(signal as NodeJS.Signals))
      if (!before[index]?.has(listener)) process.off(signal, listener);
  });
  return created;
}
