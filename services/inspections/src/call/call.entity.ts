import { Field, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A call between the parties. It is stored before the step that names it: one without `recordedAt` was refused, or its
 * step is under way.
 */
@Entity('monthly_call')
@ObjectType({ description: "The month's call between the parties" })
@Allow(...READERS)
export class MonthlyCall {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  cycleId!: string;

  /** SHA-256 (hex) of month, instant and note as canonical JSON */
  @Column('text')
  hash!: string;

  @Column('timestamptz')
  @Field(() => Date, { description: 'When it began' })
  heldAt!: Date;

  @Column('text')
  @Field(() => String, { description: 'What was talked about, and agreed' })
  note!: string;

  @Column('text')
  byId!: string;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { description: 'When it was put on record' })
  recordedAt!: Date | null;
}
