import type { RecordTransitionInput } from '@zhishou/messages/case-process';
import type { Topic } from '@zhishou/messages/topics';
import type { DueMark } from '@zhishou/rules/clock';
import type { Case, Step } from '@zhishou/rules/life';
import type { EntityManager } from 'typeorm';
import type { CaseRow, CaseTable } from './case-table.js';

/** One step and what it made of the case. */
export interface Change<Row, S extends Step> {
  before: Row;
  after: Row;
  input: RecordTransitionInput<S>;
  /** the instant of the step, ms */
  at: number;
}

/** How a step is told: the event of its action says how the case stands then, beside the step and who took it. */
export interface StepEvent<Row, S extends Step> {
  topic: Topic;
  types: Readonly<Record<S['action'], string>>;
  /** How the case stands. @param at the instant of the step, ms */
  snapshot(row: Row, at: number, manager: EntityManager): object | Promise<object>;
}

/** What a step or a mark brings about beside the record itself, in the same transaction. */
export interface CaseRecording<Row extends CaseRow<C>, C extends Case, S extends Step> {
  table: CaseTable<Row, C, S>;
  /** The columns that follow from the case, and what the step files on the row. */
  columns(after: C, input: RecordTransitionInput<S>): Partial<Row>;
  /** Which try of the same work the row is at, from 1. */
  roundOf(row: Row): number;
  /** What of the row the audit log shows. */
  audited(row: Row): Record<string, unknown>;
  event: StepEvent<Row, S>;
  /** Projections of the row. */
  project?(manager: EntityManager, change: Change<Row, S>): Promise<unknown>;
  /** What some steps bring about beside the case; after all else but the audit entry. */
  effects?(manager: EntityManager, change: Change<Row, S>): Promise<unknown>;
  /** Marks that were reached, each told of once. @param now the database's, ms */
  reached(manager: EntityManager, row: Row, marks: DueMark[], now: number): Promise<unknown>;
}

/** Of whichever kind: for what does the same for all kinds. */
export type AnyRecording = CaseRecording<CaseRow<Case>, Case, Step>;
