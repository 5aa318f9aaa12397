import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { Fen, Month } from '@zhishou/platform/graphql/scalars';
import { Rate } from '@zhishou/platform/graphql/rate.type';
import { TicketRef } from '@zhishou/platform/graphql/ticket-ref.type';
import { SEE_ALL } from '../document/draft.resolver.js';

@ObjectType({ description: 'A month in one line' })
@Allow(...SEE_ALL)
export class DashboardMonth {
  @Field(() => Month, { description: 'The month' })
  month!: string;

  @Field(() => Int, { description: 'Faults reported in it' })
  reported!: number;

  @Field(() => Int, { description: 'Of them, major ones' })
  major!: number;

  @Field(() => Int, { description: 'Of them, those that repeat another (item P7)' })
  repeats!: number;

  @Field(() => Rate, { nullable: true, description: 'Answered in time; null where nothing was due' })
  responseRate!: Rate | null;

  @Field(() => Rate, { nullable: true, description: 'On site in time; null where nothing was due' })
  onsiteRate!: Rate | null;

  @Field(() => Rate, {
    nullable: true,
    description: 'Repaired in time (item P5); null where nothing was due',
  })
  repairRate!: Rate | null;

  @Field(() => Rate, { description: 'Availability of all units (item P6); of a month that goes on, so far' })
  availability!: Rate;

  @Field(() => Float, { nullable: true, description: 'Points as scored last; null before that' })
  performance!: number | null;

  @Field(() => Float, { nullable: true, description: 'Points as scored last; null before that' })
  service!: number | null;

  @Field({ description: 'Whether the scores are confirmed' })
  isConfirmed!: boolean;
}

@ObjectType({
  description: 'How a clock was kept. Seconds from the report on, of what was met; null where nothing was',
})
@Allow(...SEE_ALL)
export class DashboardClock {
  @Field(() => Int, { description: 'In time' })
  met!: number;

  @Field(() => Int, { description: 'Late, each once' })
  late!: number;

  @Field(() => Rate, { nullable: true, description: 'In time of all; null where nothing was due' })
  rate!: Rate | null;

  @Field(() => Int, { nullable: true, description: 'On average' })
  meanSeconds!: number | null;

  @Field(() => Int, { nullable: true, description: 'Half of them took no longer' })
  medianSeconds!: number | null;

  @Field(() => Int, { nullable: true, description: 'Nine of ten took no longer' })
  p90Seconds!: number | null;

  @Field(() => Int, { nullable: true, description: 'The one that took longest' })
  longestSeconds!: number | null;
}

@ObjectType({ description: 'Availability of a subsystem, and at the end of all together' })
@Allow(...SEE_ALL)
export class DashboardSubsystem {
  @Field({ description: 'What the equipment lists call it' })
  name!: string;

  @Field(() => Int, { description: 'Units in period at some time' })
  units!: number;

  @Field(() => Rate, { description: 'Its availability over the months' })
  availability!: Rate;
}

@ObjectType({ description: 'How many faults were of a kind' })
@Allow(...SEE_ALL)
export class DashboardShare {
  @Field({ description: 'Fault type, asset or vendor; empty where it is not known' })
  code!: string;

  @Field({ description: 'What it is called' })
  name!: string;

  @Field(() => Int, { description: 'Faults reported in the months' })
  count!: number;
}

@ObjectType({ description: 'A fault that repeats another' })
@Allow(...SEE_ALL)
export class DashboardRepeat {
  @Field(() => TicketRef, { description: 'The one that repeats' })
  ticket!: TicketRef;

  @Field({ description: 'The number of its ticket' })
  number!: string;

  @Field(() => TicketRef, { description: 'The one that it repeats' })
  earlier!: TicketRef;
}

@ObjectType({ description: 'What a clause of the contract has cost in the months that are scored' })
@Allow(...SEE_ALL)
export class DashboardLoss {
  @Field({ description: 'P1 … P9, S1 … S3, D' })
  code!: string;

  @Field({ description: 'What the sheet calls it' })
  title!: string;

  @Field({ description: 'The place in the contract' })
  clause!: string;

  @Field(() => Float, { description: 'Points lost in all, after floor and cap; cut to two digits' })
  points!: number;

  @Field(() => Int, { description: 'How many deductions' })
  deductions!: number;
}

@ObjectType({ description: 'What the contract would come to, went it on as in the months confirmed' })
@Allow(...SEE_ALL)
export class DashboardForecast {
  @Field(() => [Month], { description: 'The months it goes by' })
  months!: string[];

  @Field(() => Float, { description: 'Mean performance, cut to two digits' })
  performance!: number;

  @Field(() => Float, { description: 'Mean service, cut to two digits' })
  service!: number;

  @Field(() => Fen, { description: 'Remuneration of the whole contract' })
  remuneration!: bigint;

  @Field(() => Fen, { description: 'Price less remuneration' })
  deduction!: bigint;
}

@ObjectType({ description: 'A contract at a glance, by what is known now; lists have at most fifty lines' })
@Allow(...SEE_ALL)
export class Dashboard {
  @Field(() => ID, { description: 'The contract' })
  contractId!: string;

  @Field({ description: 'What was known then is told' })
  asOf!: Date;

  @Field(() => [DashboardMonth], { description: 'In their order' })
  months!: DashboardMonth[];

  @Field(() => DashboardClock, { description: 'From the report to the acceptance' })
  response!: DashboardClock;

  @Field(() => DashboardClock, { description: 'From the report to the arrival' })
  onsite!: DashboardClock;

  @Field(() => DashboardClock, { description: 'From the report to the repair' })
  repair!: DashboardClock;

  @Field(() => [DashboardSubsystem], { description: 'In the order of the lists' })
  subsystems!: DashboardSubsystem[];

  @Field(() => [DashboardShare], { description: 'By fault type, the most frequent first' })
  causes!: DashboardShare[];

  @Field(() => [DashboardShare], { description: 'By equipment, the most frequent first' })
  assets!: DashboardShare[];

  @Field(() => [DashboardShare], { description: 'By vendor, the most frequent first' })
  vendors!: DashboardShare[];

  @Field(() => [DashboardRepeat], { description: 'The latest first' })
  repeats!: DashboardRepeat[];

  @Field(() => [DashboardLoss], { description: 'In the order of the sheet' })
  losses!: DashboardLoss[];

  @Field(() => DashboardForecast, { nullable: true, description: 'Null before a month is confirmed' })
  forecast!: DashboardForecast | null;
}
