import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import type { ClockState } from '@zhishou/rules/clock';
import type { ClockKind, TicketState } from '@zhishou/rules/ticket-life';
import { SparePartUse } from '../spare-part/spare-part-use.type.js';
import { ClockKindEnum, ClockStateEnum, TicketStateEnum } from './ticket.enums.js';

@ObjectType({
  description: 'A deadline of a ticket; time in which the provider does not hold the ball does not count',
})
@Allow(...READERS)
export class Clock {
  @Field(() => ClockKindEnum, { description: 'What it is a deadline for' })
  kind!: ClockKind;

  @Field(() => ClockStateEnum, { description: 'How it stands now' })
  state!: ClockState;

  @Field({ description: 'When it began to count: the report' })
  startedAt!: Date;

  @Field({ description: 'While the clock stands still: the deadline it would have if it went on now' })
  dueAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description: 'When the step was made, in time or not; null until then',
  })
  metAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When it became late; stays when it is met after that. Null while it is not late',
  })
  breachedAt!: Date | null;

  @Field(() => Int, { description: 'Seconds that did not count' })
  pausedFor!: number;
}

@ObjectType({ description: 'Further equipment that a fault of a whole system has taken down' })
@Allow(...READERS)
export class AffectedAsset {
  @Field({ description: 'Which equipment' })
  assetCode!: string;

  @Field(() => Int, { description: 'How many of its units are down' })
  unitsAffected!: number;

  @Field(() => [Int], {
    nullable: true,
    description: 'Which units, numbered from 1; null where that is not known',
  })
  unitNumbers!: number[] | null;
}

@ObjectType({ description: 'A step that was made before it could be sent, for the supervisor to accept' })
@Allow(...READERS)
export class OfflineStep {
  @Field(() => ClockKindEnum, { description: 'The clock it met' })
  clock!: ClockKind;

  @Field({ description: 'When it was made, as whoever made it says' })
  madeAt!: Date;
}

@ObjectType({ description: 'The fault record the contract asks for' })
@Allow(...READERS)
export class RepairReport {
  @Field(() => Int, { description: 'Of the ticket, from 1' })
  round!: number;

  @Field({ description: 'When it was recorded' })
  filedAt!: Date;

  @Field(() => PersonRef, { description: 'Who filed it' })
  filedBy!: PersonRef;

  @Field({ description: 'What there was to be seen of the fault' })
  phenomenon!: string;

  @Field({ description: "Code of the contract's list" })
  faultType!: string;

  @Field({ description: 'As stated; the fault counts from the report' })
  startedAt!: Date;

  @Field({ description: 'As stated; the repair counts from its filing' })
  repairedAt!: Date;

  @Field({ description: 'Why it came to the fault' })
  causeAnalysis!: string;

  @Field({ description: 'What was done' })
  handling!: string;

  @Field({ description: 'Who or what is answerable for it' })
  responsibilityAnalysis!: string;

  @Field({ description: 'What is to be learned from it' })
  lessons!: string;

  @Field(() => [PersonRef], { description: 'Who worked on it, of the provider' })
  handlers!: PersonRef[];

  @Field(() => [SparePartUse], { description: 'What was taken from stock for it' })
  sparePartsUsed!: SparePartUse[];
}

@ObjectType({
  description: "The bureau's trial of a repair: passed, it closes the ticket; failed, it reopens it",
})
@Allow(...READERS)
export class RecoveryTest {
  @Field(() => Int, { description: 'Of the ticket, from 1' })
  round!: number;

  @Field({ description: 'When it was recorded' })
  testedAt!: Date;

  @Field(() => PersonRef, { description: 'Who tried it, of the bureau' })
  testedBy!: PersonRef;

  @Field({ description: 'false: the next round was opened' })
  passed!: boolean;

  @Field(() => String, { nullable: true, description: 'What whoever tried it wrote to it' })
  note!: string | null;
}

@ObjectType({
  description: 'What the customer said after a fault was closed (回访); no answer is no dissatisfaction',
})
@Allow(...READERS)
export class Callback {
  @Field({ description: 'Until when the answer is due' })
  dueAt!: Date;

  @Field(() => Date, { nullable: true, description: 'Null while there is no answer' })
  answeredAt!: Date | null;

  @Field(() => Boolean, { nullable: true, description: 'Null while there is no answer' })
  satisfied!: boolean | null;

  @Field(() => String, { nullable: true, description: "The customer's words" })
  comment!: string | null;
}

@ObjectType({ description: 'One thing that happened to a ticket: a step, or a warning or breach of a clock' })
@Allow(...READERS)
export class TicketEvent {
  @Field(() => ID)
  id!: string;

  @Field({ description: 'e.g. ticket.accepted, clock.breached' })
  type!: string;

  @Field({ description: 'When it happened' })
  at!: Date;

  @Field(() => PersonRef, {
    nullable: true,
    description: 'Null for what the system did by itself, and for clocks',
  })
  by!: PersonRef | null;

  @Field(() => TicketStateEnum, { nullable: true, description: 'The state it led to; null for clocks' })
  toState!: TicketState | null;

  @Field(() => Int, { nullable: true, description: 'The round it led to; null for clocks' })
  round!: number | null;

  @Field(() => ClockKindEnum, {
    nullable: true,
    description: 'The clock that was warned of or breached; null for a step',
  })
  clock!: ClockKind | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Of a step, the words that came with it; of a clock, its mark, such as WARNING_80, and whether it was withdrawn',
  })
  note!: string | null;
}
