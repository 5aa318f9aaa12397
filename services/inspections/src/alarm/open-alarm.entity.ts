import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An alarm that was raised and is not over yet. */
@Entity('open_alarm')
export class OpenAlarm {
  @PrimaryColumn('text')
  id!: string;

  /** the case or task it is about */
  @Column('text')
  subject!: string;

  /** the clock or the wait */
  @Column('text')
  cause!: string;

  @Column('timestamptz')
  raisedAt!: Date;
}
