import type { DriftKind, NoCase } from '@zhishou/messages/reconciliation';
import type { Case } from '@zhishou/rules/life';
import type { DataSource } from 'typeorm';
import type { AnyCaseTable, CaseRow } from '../case-table.js';

export type AnyRow = CaseRow<Case>;

/** A case and its process that have come apart. */
export interface Drift {
  table: AnyCaseTable;
  what: DriftKind;
  caseId: string;
  /** null where there is none */
  row: AnyRow | null;
}

/** Drift as it is kept. */
export type KnownDrift = Omit<Drift, 'row'>;

/** One page of a comparison. */
export interface Compared {
  compared: number;
  drift: Drift[];
  /** null when there is no further page */
  next: string | null;
}

/** What is younger than this is still under way, and Temporal's list may not show it yet. */
export const SETTLED_AFTER_MS = 60_000;

export const noCase = (kind: string): NoCase => `NO_${kind.toUpperCase() as Uppercase<string>}`;

/** Until when a workflow carries the case, ms: for ever until it is final, some kinds for some time beyond. */
export function carriedUntil(table: AnyCaseTable, { process }: AnyRow): number {
  if (!table.life.isFinal(process)) return Infinity;
  return table.life.openUntil(process) ?? table.endedAt(process) ?? 0;
}

/** SQL, rows under the name of their kind: where they are, and since when there is a case to carry. */
export function namesOf(db: DataSource, { kind, entity, since }: AnyCaseTable) {
  const { tablePath, columns } = db.getMetadata(entity);
  const column = columns.find(({ propertyName }) => propertyName === since)!;
  return { rows: `${tablePath} AS ${kind}`, since: `${kind}.${column.databaseName}` };
}

/** SQL on an instant: it was a while ago. */
export const longAgo = (instant: string): string =>
  `${instant} < clock_timestamp() - interval '${SETTLED_AFTER_MS} milliseconds'`;

/** SQL, the row under the name of its kind: nothing happened to it for a while. */
export const settled = (db: DataSource, table: AnyCaseTable): string =>
  longAgo(
    `coalesce((SELECT max(at) FROM transition WHERE transition.case_id = ${table.kind}.id), ${namesOf(db, table).since})`,
  );
