import { MIGRATIONS } from '../system/catalogue.js';
import { type Check, duration, type Finding, many } from './finding.js';
import { readRows } from './surroundings.js';

const LATE_AFTER_S = 30;

interface Lag {
  service: string;
  waiting: number;
  /** seconds since the oldest that waits was written; null when none waits */
  oldest: number | null;
  auditWaiting: number;
  auditOldest: number | null;
}

/** Whether what happened has reached Kafka: events, and entries of the audit chains. */
export const checkOutbox: Check = async (surroundings) => {
  const lags = await readRows<Lag>(surroundings, Object.keys(MIGRATIONS).map(lagOf).join(' UNION ALL '));
  const findings = lags.flatMap((lag) => [
    ...late(lag, many(lag.waiting, 'event'), lag.oldest),
    ...late(lag, many(lag.auditWaiting, 'audit entry', 'audit entries'), lag.auditOldest),
  ]);
  const waiting = lags.reduce((sum, lag) => sum + lag.waiting, 0);
  const says = waiting === 0 ? 'every event is on Kafka' : `${many(waiting, 'event')} on the way to Kafka`;
  return findings.length > 0 ? findings : [{ about: 'outbox', ok: true, says, data: lags }];
};

function late(lag: Lag, waiting: string, oldest: number | null): Finding[] {
  if (oldest === null || oldest < LATE_AFTER_S) return [];
  const says = `${lag.service}: ${waiting} not on Kafka yet, the oldest for ${duration(oldest)}`;
  return [{ about: 'outbox', ok: false, says, data: lag }];
}

const lagOf = (service: string): string => `
  SELECT '${service}' AS service, events.waiting, events.oldest, entries.waiting AS "auditWaiting",
         entries.oldest AS "auditOldest"
  FROM (SELECT count(*)::int AS waiting, extract(epoch FROM clock_timestamp() - min(created_at))::float8 AS oldest
        FROM ${service}.outbox WHERE published_at IS NULL) AS events,
       (SELECT count(*)::int AS waiting, extract(epoch FROM clock_timestamp() - min(at))::float8 AS oldest
        FROM ${service}.audit_entry WHERE seq > (SELECT seq FROM ${service}.audit_published)) AS entries`;
