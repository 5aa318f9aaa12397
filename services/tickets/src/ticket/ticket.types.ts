import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import type { ClockState } from '@zhishou/rules/clock';
import type { ClockKind, TicketState } from '@zhishou/rules/ticket-life';
import { SparePartUse } from '../spare-part/spare-part-use.type.js';
import { ClockKindEnum, ClockStateEnum, TicketStateEnum } from './ticket.enums.js';

@ObjectType()
@Allow(...READERS)
export class Clock {
  @Field(() => ClockKindEnum)
  kind!: ClockKind;

  @Field(() => ClockStateEnum)
  state!: ClockState;

  @Field()
  startedAt!: Date;

  @Field({ description: 'While the clock stands still: the deadline it would have if it went on now' })
  dueAt!: Date;

  @Field(() => Date, { nullable: true })
  metAt!: Date | null;

  @Field(() => Date, { nullable: true })
  breachedAt!: Date | null;

  @Field(() => Int, { description: 'Seconds that did not count' })
  pausedFor!: number;
}

@ObjectType()
@Allow(...READERS)
export class AffectedAsset {
  @Field()
  assetCode!: string;

  @Field(() => Int)
  unitsAffected!: number;

  @Field(() => [Int], { nullable: true })
  unitNumbers!: number[] | null;
}

@ObjectType({ description: 'A step that was made before it could be sent, for the supervisor to accept' })
@Allow(...READERS)
export class OfflineStep {
  @Field(() => ClockKindEnum, { description: 'The clock it met' })
  clock!: ClockKind;

  @Field()
  madeAt!: Date;
}

@ObjectType({ description: 'The fault record the contract asks for' })
@Allow(...READERS)
export class RepairReport {
  @Field(() => Int)
  round!: number;

  @Field()
  filedAt!: Date;

  @Field(() => PersonRef)
  filedBy!: PersonRef;

  @Field()
  phenomenon!: string;

  @Field()
  faultType!: string;

  @Field({ description: 'As stated; the fault counts from the report' })
  startedAt!: Date;

  @Field({ description: 'As stated; the repair counts from its filing' })
  repairedAt!: Date;

  @Field()
  causeAnalysis!: string;

  @Field()
  handling!: string;

  @Field()
  responsibilityAnalysis!: string;

  @Field()
  lessons!: string;

  @Field(() => [PersonRef])
  handlers!: PersonRef[];

  @Field(() => [SparePartUse])
  sparePartsUsed!: SparePartUse[];
}

@ObjectType()
@Allow(...READERS)
export class RecoveryTest {
  @Field(() => Int)
  round!: number;

  @Field()
  testedAt!: Date;

  @Field(() => PersonRef)
  testedBy!: PersonRef;

  @Field()
  passed!: boolean;

  @Field(() => String, { nullable: true })
  note!: string | null;
}

@ObjectType()
@Allow(...READERS)
export class Callback {
  @Field()
  dueAt!: Date;

  @Field(() => Date, { nullable: true })
  answeredAt!: Date | null;

  @Field(() => Boolean, { nullable: true })
  satisfied!: boolean | null;

  @Field(() => String, { nullable: true })
  comment!: string | null;
}

@ObjectType({ description: 'One thing that happened to a ticket: a step, or a warning or breach of a clock' })
@Allow(...READERS)
export class TicketEvent {
  @Field(() => ID)
  id!: string;

  @Field({ description: 'e.g. ticket.accepted, clock.breached' })
  type!: string;

  @Field()
  at!: Date;

  @Field(() => PersonRef, { nullable: true })
  by!: PersonRef | null;

  @Field(() => TicketStateEnum, { nullable: true })
  toState!: TicketState | null;

  @Field(() => Int, { nullable: true })
  round!: number | null;

  @Field(() => ClockKindEnum, { nullable: true })
  clock!: ClockKind | null;

  @Field(() => String, { nullable: true })
  note!: string | null;
}
