import { runService } from '@zhishou/platform/service';
import { ScoringModule } from './scoring.module.js';
import { scoringProbes } from './scoring.probes.js';

await runService({ name: 'scoring', module: ScoringModule, probes: scoringProbes });
