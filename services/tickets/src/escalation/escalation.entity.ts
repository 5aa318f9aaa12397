import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { EscalationReason } from '@zhishou/messages/events';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { ALL_ROLES } from '@zhishou/platform/auth/roles';
import type { MarkName } from '@zhishou/rules/clock';
import type { ClockKind } from '@zhishou/rules/ticket-life';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ClockKindEnum } from '../ticket/ticket.enums.js';

/**
 * Somebody is called. Inserting the row is what gives the right to tell: it is unique on (ticket, reason, mark), so a
 * mark is told once, whatever is retried or replayed.
 */
@Entity('escalation')
@ObjectType({ description: 'A call to somebody' })
@Allow(...ALL_ROLES)
export class Escalation {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  /** what it is about: a ticket or a spare part */
  @Column('text', { nullable: true })
  ticketId!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Of the ticket it is about; null for a spare part' })
  ticketNumber!: string | null;

  @Column('text', { nullable: true })
  sparePartId!: string | null;

  @Column('text')
  @Field(() => String, {
    description: 'MAJOR_FAULT, LOW_STOCK, or RESPONSE_, ONSITE_ or RESOLVE_ with WARNING or BREACH',
  })
  reason!: EscalationReason;

  @Column('text', { nullable: true })
  @Field(() => ClockKindEnum, {
    nullable: true,
    description: 'The clock that was warned of or breached; null where it was none',
  })
  clock!: ClockKind | null;

  @Column('text', { nullable: true })
  mark!: MarkName | null;

  @Column('int')
  @Field(() => Int, { description: "The level of the contract's escalation policy that was called first" })
  level!: number;

  @Column('timestamptz')
  @Field({
    description:
      'The instant that is told about: of the report, the warning, the breach, or the movement of the stock',
  })
  raisedAt!: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true, description: 'The deadline of the clock; null where it was none' })
  dueAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, {
    nullable: true,
    description:
      'When it turned out that the step had been made in time, or the stock was enough again; null otherwise',
  })
  withdrawnAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'When somebody said that the call was heard; null until then',
  })
  acknowledgedAt!: Date | null;

  @Column('text', { nullable: true })
  acknowledgedById!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What they wrote to it' })
  acknowledgementNote!: string | null;
}
