import 'reflect-metadata';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { OPEN_SCORES } from '@zhishou/messages/workflow-ids';
import { contractEnv } from '@zhishou/platform/contract/contract.env';
import { loadContracts } from '@zhishou/platform/contract/load-contract';
import { ProcessStarter } from '@zhishou/platform/process/process.starter';
import { StepSender } from '@zhishou/platform/process/step.sender';
import { StepUpdates } from '@zhishou/platform/process/step.updates';
import type { Schedule } from '@zhishou/platform/temporal/schedule';
import { runWorker } from '@zhishou/platform/temporal/worker';
import { database } from './database.js';
import { scoringActivities } from './scoring.activities.js';
import { RECORDINGS } from './recordings.js';

const contracts = loadContracts(contractEnv());

/** A month is to be scored soon after its end, a contract settled soon after its last month is confirmed. */
const OPENING: Schedule = {
  id: OPEN_SCORES,
  type: 'openScores',
  taskQueue: TASK_QUEUES.scoring,
  when: { calendars: [{ hour: '*', minute: { start: 2, end: 59, step: 10 } }], timezone: 'Asia/Shanghai' },
  madeUpWithinMs: 3_600_000,
  atOnce: true,
};

await runWorker({
  taskQueue: TASK_QUEUES.scoring,
  database,
  recordings: () => RECORDINGS,
  schedules: [OPENING],
  activities: ({ db, temporal, logger }) => {
    const updates = new StepUpdates(db, temporal, new ProcessStarter(db, temporal, logger));
    const sender = new StepSender(db, updates, logger);
    return scoringActivities({ db, sender, contracts, log: logger });
  },
});
