import 'reflect-metadata';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { OPEN_SHEETS } from '@zhishou/messages/workflow-ids';
import { contractEnv } from '@zhishou/platform/contract/contract.env';
import { loadContracts } from '@zhishou/platform/contract/load-contract';
import type { Schedule } from '@zhishou/platform/temporal/schedule';
import { runWorker } from '@zhishou/platform/temporal/worker';
import { database } from './database.js';
import { scoringActivities } from './scoring.activities.js';
import { SHEET_RECORDING } from './sheet/sheet.recording.js';

const contracts = loadContracts(contractEnv());

/** A month is to be scored soon after its end. */
const OPENING: Schedule = {
  id: OPEN_SHEETS,
  type: 'openScoreSheets',
  taskQueue: TASK_QUEUES.scoring,
  when: { calendars: [{ hour: '*', minute: 2 }], timezone: 'Asia/Shanghai' },
  madeUpWithinMs: 3_600_000,
  atOnce: true,
};

await runWorker({
  taskQueue: TASK_QUEUES.scoring,
  database,
  recordings: () => [SHEET_RECORDING],
  schedules: [OPENING],
  activities: ({ db, logger }) => scoringActivities({ db, contracts, log: logger }),
});
