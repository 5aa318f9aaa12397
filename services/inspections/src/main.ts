import 'reflect-metadata';
import { runService } from '@zhishou/platform/service';
import { InspectionsModule } from './inspections.module.js';
import { inspectionsProbes } from './inspections.probes.js';

await runService({ name: 'inspections', module: InspectionsModule, probes: inspectionsProbes });
