import { groupLoader, type Loader } from '@zhishou/platform/graphql/loader';
import { type DataSource, type EntityTarget, type FindManyOptions, In, IsNull, Not } from 'typeorm';

/** What is held in a month and stored before the step that names it. */
interface Held {
  id: string;
  cycleId: string;
  heldAt: Date;
  /** null: its step was refused, or is under way */
  recordedAt: Date | null;
}

/** Those on record of a month, the earliest first. */
export const heldInCycle = <Row extends Held>(
  dataSource: DataSource,
  entity: EntityTarget<Row>,
): Loader<string, Row[]> =>
  groupLoader(
    (cycleIds) =>
      dataSource.getRepository(entity).find({
        where: { cycleId: In(cycleIds), recordedAt: Not(IsNull()) },
        order: { heldAt: 'ASC', id: 'ASC' },
      } as FindManyOptions<Row>),
    ({ cycleId }) => cycleId,
  );
