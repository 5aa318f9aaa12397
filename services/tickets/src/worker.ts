import 'reflect-metadata';
import { startTicketsWorker } from './worker/tickets.worker.js';

await startTicketsWorker();
