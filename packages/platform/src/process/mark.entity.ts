import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A mark that a clock has reached: inserting it is what gives the right to tell it, once. */
@Entity('mark')
export class Mark {
  @PrimaryColumn('text')
  caseId!: string;

  @PrimaryColumn('text')
  clock!: string;

  @PrimaryColumn('text')
  mark!: string;

  /** when it was reached; one that was taken back may be reached again, at another instant */
  @PrimaryColumn('timestamptz')
  at!: Date;

  @Column('timestamptz')
  claimedAt!: Date;
}
