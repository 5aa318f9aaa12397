import { readFileSync } from 'node:fs';
import { Module } from '@nestjs/common';
import { createTokenVerifier, type TokenVerifier } from '@zhishou/platform/auth/token';
import { createLogger } from '@zhishou/platform/log';
import { readSettings } from './gateway.settings.js';
import type { GatewaySettings } from './gateway.settings.js';
import { HIVE, SETTINGS, VERIFY } from './gateway.tokens.js';
import { GraphqlServer } from './server/graphql.server.js';
import { createHive } from './hive.runtime.js';
import { LiveStreams } from './limits/live.streams.js';

@Module({
  providers: [
    LiveStreams,
    GraphqlServer,
    { provide: SETTINGS, useFactory: () => readSettings() },
    { provide: VERIFY, inject: [SETTINGS], useFactory: createTokenVerifier },
    {
      provide: HIVE,
      inject: [SETTINGS, VERIFY, LiveStreams],
      useFactory: (settings: GatewaySettings, verify: TokenVerifier, streams: LiveStreams) =>
        createHive({
          supergraph: readFileSync(settings.supergraphFile, 'utf8'),
          settings,
          verify,
          streams,
          logger: createLogger('gateway'),
        }),
    },
  ],
})
export class GatewayModule {}
