import { readFileSync } from 'node:fs';
import { Module } from '@nestjs/common';
import { createTokenVerifier } from '@zhishou/platform/auth/token';
import { createLogger } from '@zhishou/platform/log';
import { readSettings } from './gateway.settings.js';
import type { GatewaySettings } from './gateway.settings.js';
import { HIVE, SETTINGS } from './gateway.tokens.js';
import { GraphqlServer } from './graphql.server.js';
import { createHive } from './hive.runtime.js';
import { LiveStreams } from './live.streams.js';

@Module({
  providers: [
    LiveStreams,
    GraphqlServer,
    { provide: SETTINGS, useFactory: () => readSettings() },
    {
      provide: HIVE,
      inject: [SETTINGS, LiveStreams],
      useFactory: (settings: GatewaySettings, streams: LiveStreams) =>
        createHive({
          supergraph: readFileSync(settings.supergraphFile, 'utf8'),
          settings,
          verify: createTokenVerifier(settings),
          streams,
          logger: createLogger('gateway'),
        }),
    },
  ],
})
export class GatewayModule {}
