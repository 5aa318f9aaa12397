import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createService } from '@zhishou/platform/service';
import { startIssuer } from '@zhishou/testkit/issuer';
import type { TestIssuer } from '@zhishou/testkit/issuer';
import { GatewayModule } from '../src/gateway.module.js';
import type { GatewaySettings } from '../src/gateway.settings.js';
import { SETTINGS } from '../src/gateway.tokens.js';
import { subgraphProbes } from '../src/supergraph/subgraph.probes.js';
import { composeSupergraph } from '../src/supergraph/supergraph.js';
import type { Toys } from './toys.builder.js';

export interface TestGateway {
  url: string;
  issuer: TestIssuer;
  app: NestFastifyApplication;
  stop(): Promise<void>;
}

/** What the gateway process is given in its environment, for these two subgraphs. */
export function gatewayEnv(toys: Toys, jwksUrl: string): { env: Record<string, string>; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'zhishou-gateway-'));
  const supergraphFile = join(folder, 'supergraph.graphql');
  const { directory, tickets } = toys;
  writeFileSync(supergraphFile, composeSupergraph([directory, tickets]));
  const env = {
    SUPERGRAPH_FILE: supergraphFile,
    DIRECTORY_URL: directory.url,
    TICKETS_URL: tickets.url,
    INSPECTIONS_URL: 'http://127.0.0.1:9/graphql',
    SCORING_URL: 'http://127.0.0.1:9/graphql',
    JWKS_URL: jwksUrl,
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'fatal',
  };
  return { env, remove: () => rmSync(folder, { recursive: true }) };
}

/** The gateway as its process boots it, on a port of its own. */
export async function startGateway(toys: Toys, overrides: Record<string, string> = {}): Promise<TestGateway> {
  const issuer = await startIssuer();
  const { env, remove } = gatewayEnv(toys, issuer.jwksUrl);
  Object.assign(process.env, env, overrides);
  const app = await createService({
    name: 'gateway',
    module: GatewayModule,
    probes: (nest) => subgraphProbes(nest.get<GatewaySettings>(SETTINGS).urls),
  });
  for (const name of Object.keys(overrides)) delete process.env[name];
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    issuer,
    app,
    stop: async () => {
      await app.close();
      await issuer.close();
      remove();
    },
  };
}
