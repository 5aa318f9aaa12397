import { TOPICS } from '@zhishou/messages/topics';
import type { Case, Life, Step } from '@zhishou/rules/life';
import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import type { CaseRow, CaseTable } from '../src/process/case-table.js';

/** What the rows of both kinds have. */
abstract class Row implements CaseRow<Case> {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  state!: string;

  @Column('int')
  version!: number;

  @Column('jsonb')
  process!: Case;

  @Column('timestamptz', { nullable: true })
  processStartedAt!: Date | null;
}

@Entity('visit')
export class Visit extends Row {
  @Column('timestamptz')
  openedAt!: Date;
}

/** Its table is not called as its kind is. */
@Entity('danger')
export class Hazard extends Row {
  @Column('timestamptz')
  foundAt!: Date;
}

export class Kinds1796300000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, since] of Object.entries({ visit: 'opened_at', danger: 'found_at' }))
      await runner.query(`
        CREATE TABLE ${table} (
          id text PRIMARY KEY,
          state text NOT NULL,
          version int NOT NULL,
          process jsonb NOT NULL,
          process_started_at timestamptz(3),
          ${since} timestamptz(3) NOT NULL
        )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('forward only'));
  }
}

/** A life of one step, after which it is over. */
const LIFE: Life<Case, Step> = {
  idOf: () => '',
  apply: ({ version }) => ({ state: 'OVER', version: version + 1 }),
  refusal: () => null,
  clocks: () => [],
  isFinal: ({ state }) => state === 'OVER',
  openUntil: () => null,
};

const tableOf = <R extends Row>(
  kind: string,
  entity: new () => R,
  since: string,
): CaseTable<R, Case, Step> => ({
  kind,
  entity,
  since,
  life: LIFE,
  taskQueue: 'nobody',
  workflowOf: ({ id }) => ({ id: `${kind}/${id}`, type: kind }),
  allowed: () => [],
  workflowTypes: [kind],
  workflowIdsOf: (caseId) => [`${kind}/${caseId}`],
  caseOf: (workflowId) => workflowId.slice(kind.length + 1),
  nameOf: ({ id }) => `${kind} no. ${id}`,
  endedAt: () => null,
  carriedNow: `${kind}.state <> 'OVER'`,
  driftFound: { topic: TOPICS.inspections, type: `inspection.${kind}-drift-found` },
});

export const VISITS = tableOf('visit', Visit, 'openedAt');
export const HAZARDS = tableOf('hazard', Hazard, 'foundAt');
