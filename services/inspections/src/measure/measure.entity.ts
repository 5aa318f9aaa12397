import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import type { MeasureCase } from '@zhishou/rules/inspection/measure-case';
import type { MeasureState } from '@zhishou/rules/inspection/measure-life';
import type { Day } from '@zhishou/rules/month';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MeasureStateEnum } from './measure.enums.js';

/** What is to be done that a major fault does not happen again (domain §11); followed until it is done. */
@Entity('measure')
@ObjectType({ description: 'What is to be done that a major fault does not happen again' })
@Allow(...READERS)
export class Measure {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  reviewId!: string;

  @Column('text')
  @Field(() => String, { description: 'What is to be done' })
  text!: string;

  @Column('text')
  responsibleId!: string;

  @Column('date')
  @Field(() => String, { description: 'The last day that is in time, in Asia/Shanghai, such as 2026-09-30' })
  dueOn!: Day;

  @Column('timestamptz')
  @Field(() => Date, { description: 'When it was added: with the review, or later' })
  addedAt!: Date;

  @Column('text')
  addedById!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What was done, as it was said last' })
  note!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'What the bureau said last: why it was sent back, verified or dropped',
  })
  comment!: string | null;

  @Column('text')
  @Field(() => MeasureStateEnum, { description: 'How far it is' })
  state!: MeasureState;

  @Column('int')
  version!: number;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true, description: 'When it was verified, or dropped' })
  closedAt!: Date | null;

  @Column('jsonb')
  process!: MeasureCase;

  @Column('timestamptz', { nullable: true })
  processStartedAt!: Date | null;
}
