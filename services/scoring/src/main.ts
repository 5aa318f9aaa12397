import { runService } from '@zhishou/platform/service';
import { ScoringModule } from './scoring.module.js';
import { processProbes } from '@zhishou/platform/process/process.probes';

await runService({ name: 'scoring', module: ScoringModule, probes: processProbes });
