import type { ClockLedger, ClockState } from '@zhishou/rules/clock';
import type { ClockKind } from '@zhishou/rules/ticket-life';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A clock as last written, for filtering and sorting; what is shown is derived from its ledger. */
@Entity('clock')
export class ClockRow {
  @PrimaryColumn('text')
  ticketId!: string;

  @PrimaryColumn('text')
  kind!: ClockKind;

  @Column('text')
  state!: ClockState;

  /** null while the clock does not run: there is no deadline then */
  @Column('timestamptz', { nullable: true })
  dueAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  breachedAt!: Date | null;

  @Column('jsonb')
  ledger!: ClockLedger;
}
