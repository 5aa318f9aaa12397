/** Temporal task queues: one a service, served by that service's worker process. */
export const TASK_QUEUES = { tickets: 'tickets' } as const;
