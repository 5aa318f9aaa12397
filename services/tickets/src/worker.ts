import 'reflect-metadata';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { runWorker } from '@zhishou/platform/temporal/worker';
import { ticketRecording } from './process/ticket.recording.js';
import { ticketsDatabase } from './tickets.database.js';

await runWorker({
  taskQueue: TASK_QUEUES.tickets,
  database: ticketsDatabase,
  recordings: ({ db }) => [ticketRecording(new ContractStore(db))],
});
