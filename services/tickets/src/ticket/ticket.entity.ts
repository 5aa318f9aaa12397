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
@ObjectType({ description: 'A hotline matter: a fault, a consultation or something else (工单)' })
@Directive('@key(fields: "id")')
@Allow(...READERS)
export class Ticket {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  @Field({ description: 'For people, such as GD20260718-00042: the day of the report, and a running number' })
  number!: string;

  @Column('text')
  @Field(() => TicketKindEnum, { description: 'What it was taken in as' })
  kind!: TicketKind;

  @Column('text', { nullable: true })
  @Field(() => SeverityEnum, {
    nullable: true,
    description: 'As it was classified last; null for another matter',
  })
  severity!: Severity | null;

  @Column('text')
  @Field(() => TicketStateEnum, { description: 'How far it is' })
  state!: TicketState;

  @Column('int')
  @Field(() => Int, { description: '1 at first, one more after every failed recovery test' })
  round!: number;

  @Column('int')
  @Field(() => Int, { description: 'How many steps were taken; one more with each' })
  version!: number;

  @Column('text', { nullable: true })
  @Field(() => CoverageEnum, {
    nullable: true,
    description: 'Of a fault, whether the contract covers it; null otherwise',
  })
  coverage!: Coverage | null;

  @Column('text', { nullable: true })
  assetCode!: string | null;

  @Column('text')
  @Field({ description: 'What it is about, in a line' })
  summary!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What was told beside the summary' })
  description!: string | null;

  @Column('text')
  @Field(() => ChannelEnum, { description: 'How it came in' })
  channel!: Channel;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Who called, where that was written down' })
  callerName!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The number to call back, where that was written down',
  })
  callerPhone!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The hotline number that was called' })
  numberCalled!: string | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true, description: 'When the caller called, as whoever took it in says' })
  calledAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'When the call was answered, as whoever took it in says',
  })
  answeredAt!: Date | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Where it is, where that was written down' })
  location!: string | null;

  @Column('int')
  @Field(() => Int, {
    description: 'How many units of the equipment were down as it was reported; 0 where none was',
  })
  unitsAffected!: number;

  @Column('int', { array: true, nullable: true })
  @Field(() => [Int], {
    nullable: true,
    description: 'Which units, numbered from 1; null where that is not known',
  })
  unitNumbers!: number[] | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      "Code of the contract's list, by the last repair report; null before one, and again after a failed test",
  })
  faultType!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'To a consultation or another matter; null until it is given',
  })
  answer!: string | null;

  @Column('timestamptz')
  @Field({ description: 'When the report was recorded: the clocks count from here' })
  reportedAt!: Date;

  @Column('timestamptz')
  @Field({ description: 'When the fault began: the report, unless the supervisor corrected it' })
  startedAt!: Date;

  @Column('text')
  reportedById!: string;

  @Column('text', { nullable: true })
  assigneeId!: string | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true, description: 'When the provider took it; null until then' })
  acceptedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, {
    nullable: true,
    description:
      'When the repair of this round was recorded, unless an earlier instant was accepted; null until then',
  })
  repairedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true, description: 'When it ended, in whatever way; null while it is open' })
  closedAt!: Date | null;

  /** the contract it was reported under, to its end */
  @Column('text')
  contractId!: string;

  @Column('text')
  @Field({ description: 'The version of the contract whose rules it keeps to its end; SHA-256, hexadecimal' })
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
