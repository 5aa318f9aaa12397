import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role, Side } from '../auth/caller.js';

/** The directory's people as this service last heard of them (from directory.v1). Written by the consumer only. */
@Entity('person')
export class PersonProjection {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  username!: string;

  @Column('text')
  displayName!: string;

  @Column('text')
  role!: Role;

  @Column('text')
  side!: Side;

  @Column('boolean')
  ndaSigned!: boolean;

  @Column('boolean')
  active!: boolean;

  @Column('int')
  sessionEpoch!: number;

  /** position of the last event applied, in the directory's outbox */
  @Column({ type: 'bigint' })
  sequence!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
