import { Column, Entity, PrimaryColumn } from 'typeorm';

export type SessionEndReason =
  | 'LOGOUT'
  | 'TOKEN_REUSED'
  | 'CHANGED_BY_ADMIN'
  | 'NEW_PASSWORD'
  | 'NEW_SECOND_FACTOR';

/** One sign-in and everything refreshed from it. */
@Entity('session')
export class SessionRecord {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  personId!: string;

  @Column('text')
  address!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  startedAt!: Date;

  /** by an outside issuer, whose business a second factor is */
  @Column('boolean')
  outside!: boolean;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  endedAt!: Date | null;

  @Column('text', { nullable: true })
  endReason!: SessionEndReason | null;
}

/** A refresh token, known by its SHA-256 only; good once. */
@Entity('refresh_token')
export class RefreshToken {
  @PrimaryColumn('text')
  hash!: string;

  @Column('text')
  sessionId!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  expiresAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  usedAt!: Date | null;
}
