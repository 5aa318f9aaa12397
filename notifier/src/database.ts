import { AuditFeed1784300000000 } from '@zhishou/platform/audit/audit-feed.migration';
import { type DatabaseParts, dataSourceOptions } from '@zhishou/platform/db/data-source';
import { Housekeeping1796100000000 } from '@zhishou/platform/janitor/housekeeping.migration';
import { Delivery1782600000000 } from './migrations/1782600000000-delivery.migration.js';
import { PendingSince1796600000000 } from './migrations/1796600000000-pending-since.migration.js';

/** The notifier's own schema. Its one table is worked on by SQL alone (deliveries.ts), so there is no entity. */
export function databaseOptions(parts: Pick<DatabaseParts, 'url'> = {}) {
  return dataSourceOptions({
    schema: 'notifier',
    entities: [],
    migrations: [
      Delivery1782600000000,
      AuditFeed1784300000000,
      Housekeeping1796100000000,
      PendingSince1796600000000,
    ],
    ...parts,
  });
}
