/** Kafka topics. Key = the aggregate's id, so that one aggregate's events stay in order. */
export const TOPICS = {
  directory: 'directory.v1',
  tickets: 'tickets.v1',
  inspections: 'inspections.v1',
  scoring: 'scoring.v1',
  audit: 'audit.v1',
  heads: 'heads.v1',
  deadLetter: 'notifier.dead-letter.v1',
} as const;

export type Topic = (typeof TOPICS)[keyof typeof TOPICS];

export const SERVICES = ['directory', 'tickets', 'inspections', 'scoring', 'notifier'] as const;

export type Service = (typeof SERVICES)[number];

/** Who may write and read a topic, and what it carries. The brokers' access list and the consumers' checks follow it. */
export interface TopicRules {
  writers: readonly Service[];
  readers: readonly Service[];
  /** of each event type it carries, the word before the first dot */
  carries: readonly string[];
}

export const TOPIC_RULES: Readonly<Record<Topic, TopicRules>> = {
  'directory.v1': {
    writers: ['directory'],
    readers: ['tickets', 'inspections', 'scoring'],
    carries: ['person', 'session', 'duty'],
  },
  'tickets.v1': {
    writers: ['tickets'],
    readers: ['tickets', 'inspections', 'scoring', 'notifier'],
    carries: ['ticket', 'clock', 'escalation', 'spare-part'],
  },
  'inspections.v1': {
    writers: ['inspections'],
    readers: ['tickets', 'inspections', 'scoring'],
    carries: ['inspection', 'alarm'],
  },
  'scoring.v1': {
    writers: ['scoring'],
    readers: ['scoring'],
    carries: ['service-event', 'document', 'sheet', 'settlement', 'instalment', 'contract', 'fact'],
  },
  'audit.v1': { writers: SERVICES, readers: ['directory'], carries: ['audit'] },
  'heads.v1': { writers: ['directory'], readers: ['notifier'], carries: ['head'] },
  'notifier.dead-letter.v1': { writers: ['notifier'], readers: [], carries: ['delivery'] },
};

export const isService = (name: string): name is Service => SERVICES.some((service) => service === name);

/** Whether `service` may tell an event of this type on the topic. */
export function mayTell(service: string, topic: Topic, type: string): boolean {
  const { writers, carries } = TOPIC_RULES[topic];
  return writers.some((writer) => writer === service) && carries.includes(type.split('.', 1)[0]!);
}

export const TOPIC_PARTITIONS = 3;

/**
 * Settings of every topic. Events are the record that projections and scores are rebuilt from, so they are kept for
 * ever; the instant beside a message is the broker's own, so that nobody can choose it.
 */
export const TOPIC_SETTINGS: Readonly<Record<string, string>> = {
  'cleanup.policy': 'delete',
  'retention.ms': '-1',
  'retention.bytes': '-1',
  'max.message.bytes': '1048588',
  'message.timestamp.type': 'LogAppendTime',
};
