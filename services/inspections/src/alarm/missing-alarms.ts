import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import type { CaseRow, CaseTable } from '@zhishou/platform/process/case-table';
import { lockCase } from '@zhishou/platform/process/lock-case';
import type { Case, Step } from '@zhishou/rules/life';
import type { DataSource, EntityManager } from 'typeorm';
import { CYCLE_DATES } from '../cycle/cycle.dates.js';
import { CYCLES } from '../cycle/cycle.table.js';
import { HAZARDS } from '../hazard/hazard.table.js';
import { HAZARD_DATES, HAZARD_WAITS } from '../hazard/hazard.waits.js';
import { MEASURES } from '../measure/measure.table.js';
import { MEASURE_DATES, MEASURE_WAITS } from '../measure/measure.waits.js';
import { REVIEW_DATES } from '../review/review.recording.js';
import { REVIEWS } from '../review/review.table.js';
import { VISITS } from '../visit/visit.table.js';
import { VISIT_WAITS } from '../visit/visit.waits.js';
import { type Dates, raiseMissing } from './dates.js';
import { raiseWait, type Waits } from './waits.js';

/** A case for which somebody is still to be called. */
export interface Missing {
  id: string;
  raise(): Promise<void>;
}

/** What waits for the bureau, or has missed a date that was told, and has no alarm. */
export const missingAlarms = async (db: DataSource): Promise<Missing[]> =>
  (
    await Promise.all([
      waitingOf(db, VISITS, VISIT_WAITS),
      waitingOf(db, HAZARDS, HAZARD_WAITS),
      waitingOf(db, MEASURES, MEASURE_WAITS),
      datedOf(db, CYCLES, CYCLE_DATES),
      datedOf(db, HAZARDS, HAZARD_DATES),
      datedOf(db, REVIEWS, REVIEW_DATES),
      datedOf(db, MEASURES, MEASURE_DATES),
    ])
  ).flat();

async function waitingOf<Row extends CaseRow<C>, C extends Case, S extends Step>(
  db: DataSource,
  table: CaseTable<Row, C, S>,
  waits: Waits<Row>,
): Promise<Missing[]> {
  const found = await db.query<{ id: string }[]>(
    `SELECT waiting.id FROM ${table.kind} AS waiting
     JOIN jsonb_each_text($1) AS reason ON reason.key = waiting.state
     WHERE NOT EXISTS (
       SELECT FROM open_alarm alarm WHERE alarm.subject = waiting.id AND alarm.cause = reason.value)`,
    [JSON.stringify(waits.reasons)],
  );
  return found.map(({ id }) => ({
    id,
    raise: () => locked(db, table, id, (manager, row, now) => raiseWait(manager, waits, row, now)),
  }));
}

async function datedOf<Row extends CaseRow<C>, C extends Case, S extends Step>(
  db: DataSource,
  table: CaseTable<Row, C, S>,
  dates: Dates<Row>,
): Promise<Missing[]> {
  const { kind, carriedNow, life } = table;
  const found = await db.query<{ id: string }[]>(
    `SELECT DISTINCT mark.case_id AS id FROM mark JOIN ${kind} ON ${kind}.id = mark.case_id
     WHERE ${carriedNow} AND NOT EXISTS (
       SELECT FROM open_alarm alarm WHERE alarm.subject = mark.case_id AND alarm.cause = mark.clock)`,
  );
  return found.map(({ id }) => ({
    id,
    raise: () =>
      locked(db, table, id, async (manager, row, now) => {
        if (!life.isFinal(row.process)) await raiseMissing(manager, dates, row, now);
      }),
  }));
}

const locked = <Row extends CaseRow<C>, C extends Case, S extends Step>(
  db: DataSource,
  table: CaseTable<Row, C, S>,
  id: string,
  work: (manager: EntityManager, row: Row, now: number) => Promise<void>,
): Promise<void> =>
  inTransaction(db, async (manager) => {
    const row = await lockCase(manager, table, id);
    await work(manager, row, await databaseNow(manager));
  });
