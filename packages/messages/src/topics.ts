/** Kafka topics. Key = the aggregate's id, so that one aggregate's events stay in order. */
export const TOPICS = {
  directory: 'directory.v1',
  tickets: 'tickets.v1',
  inspections: 'inspections.v1',
  scoring: 'scoring.v1',
  audit: 'audit.v1',
  deadLetter: 'notifier.dead-letter.v1',
} as const;

export type Topic = (typeof TOPICS)[keyof typeof TOPICS];

export const TOPIC_PARTITIONS = 3;
