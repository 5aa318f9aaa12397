import { dataSourceOptions } from '@zhishou/platform/db/data-source';
import { Facts1782576000000 } from './migrations/1782576000000-facts.migration.js';

/** The service's schema and what makes it; `url` default: DATABASE_URL. */
export const database = (url?: string) =>
  dataSourceOptions({ schema: 'scoring', entities: [], migrations: [Facts1782576000000], url });
