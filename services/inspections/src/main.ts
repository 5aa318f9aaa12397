import 'reflect-metadata';
import { runService } from '@zhishou/platform/service';
import { InspectionsModule } from './inspections.module.js';
import { processProbes } from '@zhishou/platform/process/process.probes';

await runService({ name: 'inspections', module: InspectionsModule, probes: processProbes });
