import type { Kept } from '@zhishou/rules/inspection/inspected-month';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ScoredBefore } from './other-sheets.js';
import type { ComputedSheet } from './computed-sheet.js';

/** A sheet as it was computed once; the step that names it files it, and from then on it can no longer change. */
@Entity('scoring')
export class Scoring {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  sheetId!: string;

  @Column('text')
  contractVersion!: string;

  /** the number of the last fact that was read */
  @Column('bigint', { transformer: { from: Number, to: (seq: number) => seq } })
  lastFact!: number;

  /** the days of the contract that were kept here */
  @Column('jsonb')
  kept!: Kept;

  /** the other sheets as they were scored then: what they count it does not count again */
  @Column('jsonb')
  others!: ScoredBefore[];

  /** SHA-256 of `result` */
  @Column('text')
  hash!: string;

  @Column('jsonb')
  result!: ComputedSheet;

  @Column('timestamptz')
  storedAt!: Date;

  /** when the step that names it was taken; null: it never was */
  @Column('timestamptz', { nullable: true })
  scoredAt!: Date | null;
}
