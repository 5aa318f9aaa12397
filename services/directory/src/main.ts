import 'reflect-metadata';
import { readChassisEnv } from '@zhishou/platform/chassis.env';
import { chassisProbes } from '@zhishou/platform/health/probes';
import { runService } from '@zhishou/platform/service';
import { readDirectoryEnv } from './directory.env.js';
import { DirectoryModule } from './directory.module.js';
import { readOidcEnv } from './oidc/oidc.env.js';

await runService({
  name: 'directory',
  module: DirectoryModule,
  probes: chassisProbes,
  env: [() => readChassisEnv(true), readDirectoryEnv, readOidcEnv],
});
