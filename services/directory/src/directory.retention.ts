import type { Retention } from '@zhishou/platform/janitor/retention';

/** In this order: a session goes after its tokens. */
export const DIRECTORY_RETENTION: readonly Retention[] = [
  { table: 'refresh_token', since: 'expires_at', days: 30 },
  {
    table: 'session',
    since: 'coalesce(ended_at, started_at)',
    when: 'NOT EXISTS (SELECT FROM refresh_token WHERE session_id = session.id)',
    days: 90,
  },
  { table: 'failed_attempt', since: 'to_timestamp(expire / 1000.0)', days: 1 },
];
