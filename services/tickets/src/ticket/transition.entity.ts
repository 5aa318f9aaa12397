import type { TicketStep } from '@zhishou/rules/ticket-case';
import type { Role } from '@zhishou/rules/role';
import type { TicketAction, TicketState } from '@zhishou/rules/ticket-life';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One step of a ticket, as it was recorded; never changed. What a step put on file stands in `details`. */
@Entity('transition')
export class Transition {
  @PrimaryColumn('text')
  ticketId!: string;

  /** the ticket's version after the step */
  @PrimaryColumn('int')
  version!: number;

  @Column('text')
  stepId!: string;

  /** of the step and its details: the same step id with another body is a mistake of the caller */
  @Column('text')
  bodyHash!: string;

  @Column('text')
  action!: TicketAction;

  @Column('text')
  fromState!: TicketState;

  @Column('text')
  toState!: TicketState;

  @Column('int')
  round!: number;

  @Column('timestamptz')
  at!: Date;

  @Column('text')
  byId!: string;

  @Column('text')
  byRole!: Role;

  /** as the process takes it */
  @Column('jsonb')
  step!: TicketStep;

  @Column('jsonb')
  details!: Record<string, unknown>;
}
