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
@ObjectType()
@Allow(...ALL_ROLES)
export class Escalation {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  /** what it is about: a ticket or a spare part */
  @Column('text', { nullable: true })
  ticketId!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  ticketNumber!: string | null;

  @Column('text', { nullable: true })
  sparePartId!: string | null;

  /** MAJOR_FAULT, RESPONSE_WARNING, RESPONSE_BREACH, ONSITE_…, RESOLVE_…, LOW_STOCK */
  @Column('text')
  @Field(() => String)
  reason!: EscalationReason;

  @Column('text', { nullable: true })
  @Field(() => ClockKindEnum, { nullable: true })
  clock!: ClockKind | null;

  @Column('text', { nullable: true })
  mark!: MarkName | null;

  @Column('int')
  @Field(() => Int)
  level!: number;

  /** the instant that is told about: of the report, the mark, or the movement of the stock */
  @Column('timestamptz')
  @Field()
  raisedAt!: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true })
  dueAt!: Date | null;

  /** when it turned out that the step had been made in time, or the stock was enough again */
  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true })
  withdrawnAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true })
  acknowledgedAt!: Date | null;

  @Column('text', { nullable: true })
  acknowledgedById!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  acknowledgementNote!: string | null;
}
