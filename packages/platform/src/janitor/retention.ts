import { readEnv } from '../env.js';

/** What is removed once it is old enough. All SQL is of the schema's own tables. */
export interface Retention {
  table: string;
  /** SQL: the instant from which the row is kept so long; where it is null, the row stays */
  since: string;
  /** SQL: further condition for a row that may go */
  when?: string;
  /** for how many days, unless RETENTION_DAYS says otherwise; 0: for ever */
  days: number;
}

/**
 * What every service keeps beside its business. Topics keep every event for ever, and a consumer whose group was
 * forgotten reads them from the oldest one: what it has handled is therefore remembered for ever too, unless
 * RETENTION_DAYS gives a time, which must be longer than the topics' own. The outbox is what is published anew from
 * after a loss of Kafka, not what projections are rebuilt from: those are rebuilt from the topics.
 */
export const CHASSIS_RETENTION: readonly Retention[] = [
  { table: 'outbox', since: 'created_at', when: 'published_at IS NOT NULL', days: 30 },
  { table: 'idempotency_key', since: 'created_at', days: 30 },
  { table: 'consumed_event', since: 'consumed_at', days: 0 },
];

/** What services other than the directory are told of sessions that ended: of no use once their tokens are over. */
export const TOLD_ENDS: Retention = { table: 'ended_session', since: 'forget_at', days: 1 };

/** `outbox=30,session=90`: days by table. @throws EnvError */
export function readRetentionDays(): Record<string, number> {
  const text = readEnv((env) => env.list('RETENTION_DAYS', { default: '' }));
  return Object.fromEntries(
    text.map((item) => {
      const [, table, days] = /^([a-z_]+)=(\d{1,5})$/.exec(item) ?? [];
      if (table === undefined)
        throw new Error(`RETENTION_DAYS: ${item} is not <table>=<days>, such as outbox=30 (0: for ever)`);
      return [table, Number(days)];
    }),
  );
}
