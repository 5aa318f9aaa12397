import { chassisProbes } from '@zhishou/platform/health/probes';
import { runService } from '@zhishou/platform/service';
import { InspectionsModule } from './inspections.module.js';

await runService({ name: 'inspections', module: InspectionsModule, probes: chassisProbes });
