import { chassisProbes } from '@zhishou/platform/health/probes';
import { runService } from '@zhishou/platform/service';
import { ScoringModule } from './scoring.module.js';

await runService({ name: 'scoring', module: ScoringModule, probes: chassisProbes });
