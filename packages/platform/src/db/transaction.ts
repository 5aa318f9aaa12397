import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager } from 'typeorm';
import { noteCommit } from '../context.js';
import { outcomeUnknown, unavailable } from '../errors.js';
import { isDatabaseAway, isContention, wasNotSent } from './database-error.js';

type Work<T> = (manager: EntityManager) => Promise<T>;

const transaction = new AsyncLocalStorage<true>();

/**
 * Whether this runs inside a transaction's `work`: who asks for another connection there waits, when enough do, for each
 * other for ever.
 */
export const isInTransaction = (): boolean => transaction.getStore() === true;

type Isolation = 'REPEATABLE READ' | 'SERIALIZABLE';

/**
 * The one way to a transaction (default: READ COMMITTED). When it gets into another's way (deadlock, serialization failure) all of it is done a
 * second time, so `work` changes nothing outside its manager that may not be changed twice, and decides from what it
 * reads there.
 * @throws UserError UNAVAILABLE: nothing was changed, because the database was lost or another was in the way twice; or,
 *   saying so, the database was lost while committing. Whatever `work` throws; nothing was changed then
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: Work<T>,
  isolation?: Isolation,
): Promise<T> {
  try {
    return await attempt(dataSource, work, isolation);
  } catch (error) {
    if (!isContention(error)) throw error;
  }
  try {
    return await attempt(dataSource, work, isolation);
  } catch (error) {
    throw isContention(error) ? unavailable(undefined, error) : error;
  }
}

async function attempt<T>(dataSource: DataSource, work: Work<T>, isolation?: Isolation): Promise<T> {
  const runner = dataSource.createQueryRunner();
  let isCommitting = false;
  try {
    await runner.startTransaction(isolation);
    const result = await transaction.run(true, () => work(runner.manager));
    isCommitting = true;
    await runner.commitTransaction();
    noteCommit();
    return result;
  } catch (error) {
    // where this fails too, the server rolls back at the end of the connection
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    if (!isDatabaseAway(error)) throw error;
    throw isCommitting && !wasNotSent(error) ? outcomeUnknown(error) : unavailable(undefined, error);
  } finally {
    await runner.release();
  }
}
