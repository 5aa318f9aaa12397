import type { DataSourceOptions } from 'typeorm';
import { readEnv } from '../env.js';
import { SnakeNaming } from './snake-naming.js';

export interface DatabaseParts {
  /** the service's own schema; its role owns nothing else */
  schema: string;
  entities: NonNullable<DataSourceOptions['entities']>;
  migrations?: NonNullable<DataSourceOptions['migrations']>;
  /** default: DATABASE_URL */
  url?: string;
}

/** How every process of ours talks to PostgreSQL. `bigint` columns read as strings. The schema never follows the code. */
export function dataSourceOptions({ schema, entities, migrations = [], url }: DatabaseParts) {
  return {
    type: 'postgres' as const,
    url: url ?? readEnv((env) => env.url('DATABASE_URL')),
    schema,
    entities,
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each' as const,
    synchronize: false,
    namingStrategy: new SnakeNaming(),
    poolSize: 10,
    applicationName: schema,
    extra: {
      options: `-c search_path=${schema}`,
      // Statements of one transaction that do not wait for each other's answers share a journey. Only single ones may
      // be sent together: of a chain, when another is refused, the rest would run on after the transaction's end.
      pipeline: true,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 30_000,
    },
  } satisfies DataSourceOptions;
}
