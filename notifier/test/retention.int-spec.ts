import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { runMigrations } from '@zhishou/platform/db/migrate';
import { Janitor } from '@zhishou/platform/janitor/janitor';
import { createLogger } from '@zhishou/platform/log';
import { freshDatabase } from '@zhishou/testkit/database';
import type { FreshDatabase } from '@zhishou/testkit/database';
import { DataSource } from 'typeorm';
import { databaseOptions } from '../src/database.js';
import { NOTIFIER_RETENTION } from '../src/notifier.retention.js';

process.env.LOG_LEVEL = 'silent';
let database: FreshDatabase;
let notifier: DataSource;

beforeAll(async () => {
  database = await freshDatabase('notifier', (url) => runMigrations(databaseOptions({ url })));
  notifier = await new DataSource(databaseOptions({ url: database.url })).initialize();
});
afterAll(async () => {
  await notifier?.destroy();
  await database?.drop();
});

it('forgets what was delivered long ago, never what still is to be', async () => {
  await notifier.query(`INSERT INTO delivery (event_id, webhook, body, state, pending_since, ended_at)
    SELECT state || days, 'w', '', state, now() - interval '1 year', CASE WHEN state <> 'PENDING' THEN now() - days * interval '1 day' END
    FROM unnest(ARRAY['PENDING', 'DELIVERED', 'DEAD']) AS state, unnest(ARRAY[91, 89]) AS days`);
  const janitor = new Janitor(notifier, createLogger('test'), NOTIFIER_RETENTION);
  expect(await janitor.round()).toEqual({ delivery: 1 });
  expect(await notifier.query(`SELECT event_id FROM delivery WHERE state = 'DELIVERED'`)).toEqual([
    { event_id: 'DELIVERED89' },
  ]);
});
