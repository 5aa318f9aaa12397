import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A try whose caller was told that nothing was changed; it may not be recorded any more (ADR 3). */
@Entity('abandoned_attempt')
export class AbandonedAttempt {
  @PrimaryColumn('text')
  attemptId!: string;

  @Column('text')
  caseId!: string;
}
