import 'reflect-metadata';
import { runService } from '@zhishou/platform/service';
import { GatewayModule } from './gateway.module.js';
import type { GatewaySettings } from './gateway.settings.js';
import { SETTINGS } from './gateway.tokens.js';
import { subgraphProbes } from './supergraph/subgraph.probes.js';

await runService({
  name: 'gateway',
  module: GatewayModule,
  probes: (app) => subgraphProbes(app.get<GatewaySettings>(SETTINGS).urls),
});
