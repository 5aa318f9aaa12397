import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One person's second factor; secrets are encrypted, each bound to its person. */
@Entity('totp')
export class Totp {
  @PrimaryColumn('text')
  personId!: string;

  /** in force; null until the first one is confirmed */
  @Column('text', { nullable: true })
  secret!: string | null;

  /** shown and not confirmed yet */
  @Column('text', { nullable: true })
  pending!: string | null;

  /** the time step of the last code that was good: it and those before it are good no more */
  @Column('int', { nullable: true })
  lastStep!: number | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  confirmedAt!: Date | null;
}

/** Stands in for a lost device, once; known by its SHA-256 only. */
@Entity('recovery_code')
export class RecoveryCode {
  @PrimaryColumn('text')
  personId!: string;

  @PrimaryColumn('text')
  hash!: string;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  usedAt!: Date | null;
}
