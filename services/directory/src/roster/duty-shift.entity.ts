import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person on duty from one instant to another (the end not included). */
@Entity('duty_shift')
@ObjectType({ description: 'A person on duty; shifts of one person never overlap' })
@Allow(...READERS)
export class DutyShift {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  personId!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  @Field(() => Date, { description: 'The beginning, included' })
  startsAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  @Field(() => Date, { description: 'The end, not included' })
  endsAt!: Date;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What whoever set the shift wrote to it' })
  note!: string | null;
}
