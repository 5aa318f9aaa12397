import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import type { TicketCase } from '@zhishou/rules/ticket-case';
import type { Coverage, Severity, TicketKind, TicketState } from '@zhishou/rules/ticket-life';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel } from './ticket.enums.js';
import { ChannelEnum, CoverageEnum, SeverityEnum, TicketKindEnum, TicketStateEnum } from './ticket.enums.js';

/** A hotline matter. The columns of the process are written by `recordTransition` alone (architecture, "Who owns what"). */
@Entity('ticket')
@ObjectType()
@Directive('@key(fields: "id")')
@Allow(...READERS)
export class Ticket {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  @Field()
  number!: string;

  @Column('text')
  @Field(() => TicketKindEnum)
  kind!: TicketKind;

  @Column('text', { nullable: true })
  @Field(() => SeverityEnum, { nullable: true })
  severity!: Severity | null;

  @Column('text')
  @Field(() => TicketStateEnum)
  state!: TicketState;

  /** 1 at first, one more after every failed recovery test */
  @Column('int')
  @Field(() => Int)
  round!: number;

  @Column('int')
  @Field(() => Int)
  version!: number;

  @Column('text', { nullable: true })
  @Field(() => CoverageEnum, { nullable: true })
  coverage!: Coverage | null;

  @Column('text', { nullable: true })
  assetCode!: string | null;

  @Column('text')
  @Field()
  summary!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  description!: string | null;

  @Column('text')
  @Field(() => ChannelEnum)
  channel!: Channel;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  callerName!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  callerPhone!: string | null;

  /** the hotline number that was called */
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  numberCalled!: string | null;

  /** when the caller called and was answered, as stated */
  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true })
  calledAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true })
  answeredAt!: Date | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  location!: string | null;

  @Column('int')
  @Field(() => Int)
  unitsAffected!: number;

  @Column('int', { array: true, nullable: true })
  @Field(() => [Int], { nullable: true })
  unitNumbers!: number[] | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  faultType!: string | null;

  /** of a consultation or another matter, once it is given */
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  answer!: string | null;

  @Column('timestamptz')
  @Field()
  reportedAt!: Date;

  /** when the fault began; the report, unless the supervisor corrected it */
  @Column('timestamptz')
  @Field()
  startedAt!: Date;

  @Column('text')
  reportedById!: string;

  @Column('text', { nullable: true })
  assigneeId!: string | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true })
  acceptedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true })
  repairedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true })
  closedAt!: Date | null;

  /** the contract it was reported under, to its end */
  @Column('text')
  contractId!: string;

  /** the version of the contract whose rules the ticket keeps */
  @Column('text')
  @Field()
  contractVersion!: string;

  /** of the inspection that turned it up */
  @Column('text', { nullable: true })
  findingId!: string | null;

  @Column('jsonb')
  process!: TicketCase;

  /** when the workflow is known to have been started; null while that is owed */
  @Column('timestamptz', { nullable: true })
  processStartedAt!: Date | null;
}
