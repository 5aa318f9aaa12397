/** Temporal task queues: one a service, served by that service's worker process. */
export const TASK_QUEUES = { tickets: 'tickets', inspections: 'inspections', scoring: 'scoring' } as const;

export type TaskQueue = (typeof TASK_QUEUES)[keyof typeof TASK_QUEUES];
