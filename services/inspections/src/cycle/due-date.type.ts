import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { breachedAt, dueAt } from '@zhishou/rules/clock';
import type { CycleClock } from '@zhishou/rules/inspection/cycle-life';
import type { Cycle } from './cycle.entity.js';

export const CycleClockEnum: { [Kind in CycleClock]: Kind } = {
  PLAN: 'PLAN',
  COVERAGE: 'COVERAGE',
  SUMMARY: 'SUMMARY',
  JOINT_TEST: 'JOINT_TEST',
  CALL: 'CALL',
};

registerEnumType(CycleClockEnum, {
  name: 'CycleDueKind',
  description: 'What is due once a month.',
  valuesMap: {
    PLAN: { description: 'The first version of the plan' },
    COVERAGE: { description: 'Every asset in period visited' },
    SUMMARY: { description: "The month's summary" },
    JOINT_TEST: { description: 'The joint test with province and city' },
    CALL: { description: 'The call between the parties' },
  },
});

@ObjectType({ description: 'A date of the month by which something is to be done' })
@Allow(...READERS)
export class DueDate {
  @Field(() => CycleClockEnum, { description: 'What is due' })
  kind!: CycleClock;

  @Field(() => Date, { description: 'The end of the last day that is in time' })
  dueAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was done' })
  metAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was missed; done later or not' })
  overdueAt!: Date | null;
}

const date = (at: number | null): Date | null => (at === null ? null : new Date(at));

/** How the month's dates stand at `now`, ms; without what does not fall due any more. */
export const dueDates = ({ process }: Cycle, now: number): DueDate[] =>
  process.clocks
    .map((clock) => ({ clock, overdueAt: date(breachedAt(clock, now)) }))
    .filter(({ clock: { cancelledAt }, overdueAt }) => cancelledAt === null || overdueAt !== null)
    .map(({ clock, overdueAt }) => ({
      kind: clock.kind,
      dueAt: new Date(dueAt(clock, clock.startedAt)),
      metAt: date(clock.metAt),
      overdueAt,
    }));
