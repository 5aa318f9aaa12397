import 'reflect-metadata';
import { chassisProbes } from '@zhishou/platform/health/probes';
import { runService } from '@zhishou/platform/service';
import { DirectoryModule } from './directory.module.js';

await runService({ name: 'directory', module: DirectoryModule, probes: chassisProbes });
