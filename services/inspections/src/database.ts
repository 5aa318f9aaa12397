import { AuditFeed1784300000000 } from '@zhishou/platform/audit/audit-feed.migration';
import { Contracts1796310000000 } from '@zhishou/platform/contract/contract.migration';
import { dataSourceOptions } from '@zhishou/platform/db/data-source';
import { Housekeeping1796100000000 } from '@zhishou/platform/janitor/housekeeping.migration';
import { SessionEnds1795737600000 } from '@zhishou/platform/people/session-ends.migration';
import { Visits1782576000000 } from './migrations/1782576000000-visits.migration.js';

/** The service's schema and what makes it; `url` default: DATABASE_URL. */
export const database = (url?: string) =>
  dataSourceOptions({
    schema: 'inspections',
    entities: [],
    migrations: [
      Visits1782576000000,
      AuditFeed1784300000000,
      SessionEnds1795737600000,
      Housekeeping1796100000000,
      Contracts1796310000000,
    ],
    url,
  });
