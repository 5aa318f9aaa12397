import { DataSource, type QueryRunner, type ReplicationMode } from 'typeorm';
import { isReading } from '../context.js';
import type { dataSourceOptions } from './data-source.js';

type Options = ReturnType<typeof dataSourceOptions>;

/** How long one statement of a query may take. */
const READ_TIMEOUT_MS = 5_000;

/**
 * A data source whose queries have connections of their own, few and with a short time for each statement: however many
 * ask, changes always find a connection, and the server has time for them. Everything outside a query, and every
 * transaction, has the pool of the data source itself.
 */
export class TwoPools extends DataSource {
  private readonly reads: DataSource;

  /** @param readers connections for queries */
  constructor(options: Options, { readers }: { readers: number }) {
    super(options);
    this.reads = new DataSource({
      ...options,
      entities: [],
      migrations: [],
      poolSize: readers,
      extra: {
        ...options.extra,
        statement_timeout: READ_TIMEOUT_MS,
        // many who search at once shall not each take every core
        options: `${options.extra.options} -c max_parallel_workers_per_gather=0`,
      },
    });
  }

  override async initialize(): Promise<this> {
    await this.reads.initialize();
    try {
      return await super.initialize();
    } catch (error) {
      await this.reads.destroy();
      throw error;
    }
  }

  override async destroy(): Promise<void> {
    await Promise.all([super.destroy(), this.reads.destroy()]);
  }

  /** TypeORM asks for a `slave` where it reads outside a transaction. */
  override createQueryRunner(mode: ReplicationMode = 'master'): QueryRunner {
    return mode === 'slave' && isReading()
      ? this.reader().createQueryRunner()
      : super.createQueryRunner(mode);
  }

  override query<T>(query: string, parameters?: unknown[], runner?: QueryRunner): Promise<T> {
    return runner === undefined && isReading()
      ? this.reader().query<T>(query, parameters)
      : super.query<T>(query, parameters, runner);
  }

  private reader(): DataSource {
    this.reads.logger = this.logger;
    return this.reads;
  }
}
