import 'reflect-metadata';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { OPEN_CYCLES } from '@zhishou/messages/workflow-ids';
import { contractEnv } from '@zhishou/platform/contract/contract.env';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { loadContracts } from '@zhishou/platform/contract/load-contract';
import { ProcessStarter } from '@zhishou/platform/process/process.starter';
import { StepSender } from '@zhishou/platform/process/step.sender';
import { StepUpdates } from '@zhishou/platform/process/step.updates';
import type { Schedule } from '@zhishou/platform/temporal/schedule';
import { runWorker } from '@zhishou/platform/temporal/worker';
import { CoverageService } from './cycle/coverage.service.js';
import { inspectionActivities } from './inspection.activities.js';
import { inspectionsDatabase } from './inspections.database.js';
import { RECORDINGS } from './recordings.js';

const contracts = loadContracts(contractEnv());

/** A month is open to be planned soon after its time has come. */
const OPENING: Schedule = {
  id: OPEN_CYCLES,
  type: 'openInspectionCycles',
  taskQueue: TASK_QUEUES.inspections,
  when: { calendars: [{ hour: '*', minute: 1 }], timezone: 'Asia/Shanghai' },
  madeUpWithinMs: 3_600_000,
  atOnce: true,
};

await runWorker({
  taskQueue: TASK_QUEUES.inspections,
  database: inspectionsDatabase,
  recordings: () => RECORDINGS,
  schedules: [OPENING],
  activities: ({ db, temporal, logger }) => {
    const updates = new StepUpdates(db, temporal, new ProcessStarter(db, temporal, logger));
    const sender = new StepSender(db, updates, logger);
    const coverages = new CoverageService(db, new ContractStore(db));
    return inspectionActivities({ db, sender, coverages, contracts, log: logger });
  },
});
