import type { Day } from '@zhishou/rules/month';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A measure as its author has written it. */
export interface WrittenMeasure {
  text: string;
  responsibleId: string;
  dueOn: Day;
}

/**
 * What a review says. It is stored before the step that files it: one without `filedAt` was refused, or its step is under
 * way. The case of the review names the one that counts.
 */
@Entity('review_report')
export class ReviewReport {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  reviewId!: string;

  /** SHA-256 (hex) of review, lessons, measures and reason as canonical JSON */
  @Column('text')
  hash!: string;

  @Column('text')
  lessons!: string;

  @Column('jsonb')
  measures!: WrittenMeasure[];

  @Column('text', { nullable: true })
  noMeasuresReason!: string | null;

  @Column('text')
  byId!: string;

  @Column('timestamptz', { nullable: true })
  filedAt!: Date | null;
}
