import { isInTransaction } from '@zhishou/platform/db/transaction';
import type { DataSource } from 'typeorm';

/** From now on whoever asks for a second connection while a transaction holds one fails, however large the pool. */
export function forbidSecondConnections(dataSource: DataSource): void {
  const create = dataSource.createQueryRunner.bind(dataSource);
  dataSource.createQueryRunner = (mode) => {
    if (isInTransaction()) throw new Error('a second connection was asked for inside a transaction');
    return create(mode);
  };
}
