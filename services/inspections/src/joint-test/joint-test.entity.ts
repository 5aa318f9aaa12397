import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Column, Entity, PrimaryColumn } from 'typeorm';

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

  /** SHA-256 (hex) of month, instant, technicians and result as canonical JSON */
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

  @Column('text')
  byId!: string;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { description: 'When it was put on record' })
  recordedAt!: Date | null;
}
