import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import type { DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { FastifyRequest } from 'fastify';
import { RefusalAudit } from '../audit/refusals.js';
import { guardSchema } from '../auth/guard-schema.js';
import { LOGGER, TOKEN_VERIFIER } from '../tokens.js';
import type { TokenVerifier } from '../auth/token.js';
import { currentContext } from '../context.js';
import type { RequestContext } from '../context.js';
import { createErrorFormatter } from '../format-error.js';
import type { Logger } from '../log.js';
import { StandingSource } from '../people/standing.js';
import { createGraphqlContext, requestContextOf } from './graphql-context.js';
import { readingPlugin } from './reading.plugin.js';
import { requestLog } from './request-log.plugin.js';
import { DateTimeScalar, Fen, Json, Month } from './scalars.js';
import { SessionWatch } from './session-watch.js';
import { SubgraphDriver } from './subgraph.driver.js';
import type { SubgraphConfig } from './subgraph.driver.js';

const FEDERATION = 'https://specs.apollo.dev/federation/v2.7';
// no `@requires`: the planner finds no way to what is required from inside a field of the same subgraph (ADR 5)
const DIRECTIVES = ['@key', '@shareable'];

/**
 * The service's GraphQL: a Federation 2.7 subgraph from its decorated classes, every field behind its access rule,
 * on /graphql over HTTP and WebSocket. Needs the chassis module (logger, token verifier, standing).
 * @param orphanedTypes classes reached by no field, only by `_entities`
 */
export function subgraphModule({
  orphanedTypes = [],
}: { orphanedTypes?: NewableFunction[] } = {}): DynamicModule {
  const graphql = GraphQLModule.forRootAsync<SubgraphConfig>({
    driver: SubgraphDriver,
    inject: [LOGGER, TOKEN_VERIFIER, StandingSource, RefusalAudit],
    useFactory: (logger: Logger, verify: TokenVerifier, standing: StandingSource, refusals: RefusalAudit) => {
      const formatError = createErrorFormatter(logger);
      const createContext = (request: RequestContext, authorization: string | undefined, req: object) =>
        createGraphqlContext(request, authorization, { verify, standing, refusals, req });
      return {
        path: '/graphql',
        autoSchemaFile: { federation: { version: 2, importUrl: FEDERATION, directives: DIRECTIVES } },
        buildSchemaOptions: { orphanedTypes },
        // the federated schema is built anew from text, which knows these scalars by name only
        resolvers: { Month, Fen, JSON: Json },
        resolverValidationOptions: { requireResolversToMatchSchema: 'ignore' },
        transformSchema: guardSchema,
        context: (http: FastifyRequest) =>
          createContext(
            currentContext() ?? requestContextOf(http.headers, http.ip),
            http.headers.authorization,
            http,
          ),
        formatError,
        subscriptionParts: { createContext, formatError, sessions: new SessionWatch(standing, logger) },
        graphiql: false,
        persistedQueries: false,
        includeStacktraceInErrorResponses: false,
        autoTransformHttpErrors: false,
        plugins: [ApolloServerPluginInlineTraceDisabled(), readingPlugin, requestLog(logger)],
      };
    },
  });
  return { ...graphql, providers: [...(graphql.providers ?? []), DateTimeScalar] };
}
