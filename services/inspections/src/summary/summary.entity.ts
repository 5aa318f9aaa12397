import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What becomes of a finding, in the words of the summary. */
export interface Handling {
  findingId: string;
  text: string;
}

/**
 * A month's summary. It is stored before the step that submits it: one without `submittedAt` was refused, or its step is
 * under way. The month's case names the one that counts.
 */
@Entity('summary')
@ObjectType({ description: "The provider's summary of a month's inspection" })
@Allow(...READERS)
export class MonthlySummary {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Of this version of it' })
  id!: string;

  @Column('text')
  cycleId!: string;

  /** SHA-256 (hex) of month, handlings and conclusion as canonical JSON */
  @Column('text')
  hash!: string;

  @Column('jsonb')
  handlings!: Handling[];

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The month as a whole' })
  conclusion!: string | null;

  @Column('text')
  byId!: string;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, {
    description: "When the month's first one was submitted: one that replaces it is no later",
  })
  submittedAt!: Date | null;

  @Column('boolean', { nullable: true })
  @Field(() => Boolean, { nullable: true, description: 'null while the bureau has not reviewed it' })
  conforming!: boolean | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What the bureau said of it' })
  comment!: string | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true, description: 'When the bureau reviewed it' })
  reviewedAt!: Date | null;

  @Column('text', { nullable: true })
  reviewedById!: string | null;
}
