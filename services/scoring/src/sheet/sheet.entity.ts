import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Month } from '@zhishou/platform/graphql/scalars';
import type { SheetCase } from '@zhishou/rules/score/sheet-case';
import type { SheetState } from '@zhishou/rules/score/sheet-life';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SheetStateEnum } from './sheet.enums.js';

/** A month's score sheet under one contract. Its process columns are written by `recordTransition` alone. */
@Entity('sheet')
@ObjectType('ScoreSheet', {
  description: "A month's two scores of 100, item by item, with the evidence of each loss",
})
@Allow(...READERS)
export class ScoreSheet {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'The contract and the month' })
  id!: string;

  @Column('text')
  @Field(() => String, { description: 'The contract whose month it is' })
  contractId!: string;

  @Column('text')
  contractVersion!: string;

  @Column('text')
  @Field(() => Month, { description: 'The month that is scored' })
  month!: string;

  @Column('text')
  @Field(() => SheetStateEnum, { description: 'How far it is' })
  state!: SheetState;

  @Column('int')
  @Field(() => Int, { description: 'Goes up by one with each step; what is said of a sheet may name it' })
  version!: number;

  @Column('text', { nullable: true })
  scoringId!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What the provider objected, in its own words' })
  objectionText!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What the supervisor answered to the objection' })
  answerText!: string | null;

  @Column('timestamptz')
  @Field(() => Date, { description: 'When the month was over and the sheet opened' })
  openedAt!: Date;

  @Column('jsonb')
  process!: SheetCase;

  @Column('timestamptz', { nullable: true })
  processStartedAt!: Date | null;
}
