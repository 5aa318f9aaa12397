import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A turn of one person, and when that person was there. */
@Entity('guarantee_shift')
@ObjectType({ description: "A person's turn on a guarantee task" })
@Allow(...READERS)
export class GuaranteeShift {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  taskId!: string;

  @Column('text')
  personId!: string;

  @Column('timestamptz')
  @Field(() => Date, { name: 'from', description: 'When the turn begins' })
  fromAt!: Date;

  @Column('timestamptz')
  @Field(() => Date, { name: 'to', description: 'When the turn ends' })
  toAt!: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true, description: 'When the person came; null: not yet, or never' })
  checkedInAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'When the person left; null of somebody who came counts as the end of the turn',
  })
  checkedOutAt!: Date | null;
}
