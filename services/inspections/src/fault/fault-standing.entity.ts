import type { Severity, TicketState } from '@zhishou/rules/ticket-life';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a fault of the tickets service stood after one of its steps, as its event told it; never changed. */
@Entity('fault_standing')
export class FaultStanding {
  @PrimaryColumn('text')
  ticketId!: string;

  /** of the ticket, after the step */
  @PrimaryColumn('int')
  version!: number;

  /** of the step */
  @Column('timestamptz')
  at!: Date;

  @Column('text')
  number!: string;

  @Column('text')
  contractId!: string;

  @Column('text', { nullable: true })
  assetCode!: string | null;

  @Column('text', { nullable: true })
  severity!: Severity | null;

  @Column('text')
  state!: TicketState;

  @Column('timestamptz')
  reportedAt!: Date;

  @Column('timestamptz', { nullable: true })
  repairedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  closedAt!: Date | null;

  /** by the repair report, of the step that filed one */
  @Column('text', { nullable: true })
  cause!: string | null;
}
