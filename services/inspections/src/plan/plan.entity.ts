import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import type { PlannedVisit } from '@zhishou/rules/inspection/visit-plan';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A version of a month's plan. It is stored before the step that makes it one: a row without a number was refused, or
 * its step is under way. Never changed once it is numbered.
 */
@Entity('plan')
@ObjectType('InspectionPlan', {
  description: "A version of a month's inspection plan; versions are kept for ever.",
})
@Allow(...READERS)
export class Plan {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  cycleId!: string;

  @Column('int', { nullable: true })
  @Field(() => Int, { name: 'version', description: '1 at first, one more for each version of either side' })
  no!: number | null;

  @Column('text')
  @Field(() => String, { description: 'SHA-256 (hex) of its visits' })
  hash!: string;

  /** with an id each, in the order they were planned */
  @Column('jsonb')
  visits!: (PlannedVisit & { id: string })[];

  /** SHA-256 (hex) of the visits as they were asked for: tells another plan under the same key apart */
  @Column('text')
  askedHash!: string;

  @Column('text')
  byId!: string;

  @Column('timestamptz')
  @Field(() => Date, { description: 'When it was written down' })
  at!: Date;
}
