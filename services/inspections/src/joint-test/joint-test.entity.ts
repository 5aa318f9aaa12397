import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JointTestLinkType, JointTestProblemType } from './joint-test.types.js';

/**
 * A joint test of the month. It is stored before the step that names it: one without `recordedAt` was refused, or its
 * step is under way.
 */
@Entity('joint_test')
@ObjectType({ description: 'A joint test of both parties, with technicians of the provider on site' })
@Allow(...READERS)
export class JointTest {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Of the test' })
  id!: string;

  @Column('text')
  cycleId!: string;

  /** SHA-256 (hex) of what was told of it as canonical JSON: what was left out is not in it */
  @Column('text')
  hash!: string;

  @Column('timestamptz')
  @Field(() => Date, { description: 'When it began' })
  heldAt!: Date;

  @Column('text', { array: true })
  technicianIds!: string[];

  @Column('text')
  @Field(() => String, { description: 'What was tested, and how it went' })
  result!: string;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true, description: 'When it ended; null: not told' })
  endedAt!: Date | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Where the technicians were; null: not told' })
  place!: string | null;

  @Column('text', { array: true, nullable: true })
  @Field(() => [String], {
    nullable: true,
    description: 'Who took part beside the parties (对接单位); null: not told',
  })
  participants!: string[] | null;

  @Column('jsonb', { nullable: true })
  @Field(() => [JointTestLinkType], {
    nullable: true,
    description: 'What was tested, link by link; null: not told',
  })
  links!: JointTestLinkType[] | null;

  @Column('jsonb', { nullable: true })
  @Field(() => [JointTestProblemType], {
    nullable: true,
    description: 'What went wrong; empty: nothing did; null: not told',
  })
  problems!: JointTestProblemType[] | null;

  @Column('text')
  byId!: string;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { description: 'When it was put on record' })
  recordedAt!: Date | null;
}
