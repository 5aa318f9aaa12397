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
  /** events that Kafka cannot take */
  setAside: number;
}

/** Whether what happened has reached Kafka: events, and entries of the audit chains. */
export const checkOutbox: Check = async (surroundings) => {
  const lags = await readRows<Lag>(surroundings, Object.keys(MIGRATIONS).map(lagOf).join(' UNION ALL '));
  const findings = lags.flatMap((lag) => [
    ...late(lag, many(lag.waiting, 'event'), lag.oldest),
    ...late(lag, many(lag.auditWaiting, 'audit entry', 'audit entries'), lag.auditOldest),
    ...aside(lag),
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

function aside(lag: Lag): Finding[] {
  if (lag.setAside === 0) return [];
  const says = `${lag.service}: ${many(lag.setAside, 'event')} larger than Kafka takes, set aside in its outbox`;
  return [{ about: 'outbox', ok: false, says, data: lag }];
}

const lagOf = (service: string): string => `
  SELECT '${service}' AS service, events.waiting, events.oldest, entries.waiting AS "auditWaiting",
         entries.oldest AS "auditOldest", (SELECT count(*)::int FROM ${service}.outbox WHERE set_aside_at IS NOT NULL) AS "setAside"
  FROM (SELECT count(*)::int AS waiting, extract(epoch FROM clock_timestamp() - min(created_at))::float8 AS oldest
        FROM ${service}.outbox WHERE published_at IS NULL AND set_aside_at IS NULL) AS events,
       (SELECT count(*)::int AS waiting, extract(epoch FROM clock_timestamp() - min(at))::float8 AS oldest
        FROM ${service}.audit_entry WHERE seq > (SELECT seq FROM ${service}.audit_published)) AS entries`;
