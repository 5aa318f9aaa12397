import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Month } from '@zhishou/platform/graphql/scalars';
import type { CycleCase } from '@zhishou/rules/inspection/cycle-case';
import type { CycleState } from '@zhishou/rules/inspection/cycle-life';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CycleStateEnum } from './cycle.enums.js';

/** A month's inspection under one contract. Its process columns are written by `recordTransition` alone. */
@Entity('cycle')
@ObjectType('InspectionCycle', { description: "A month's inspection: plan, visits, findings, summary." })
@Directive('@key(fields: "id")')
@Allow(...READERS)
export class Cycle {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'The contract and the month' })
  id!: string;

  @Column('text')
  @Field(() => String, { description: 'The contract whose month it is' })
  contractId!: string;

  @Column('text')
  @Field(() => Month, { description: 'The month that is inspected' })
  month!: string;

  @Column('text')
  @Field(() => CycleStateEnum, { description: 'How far it is' })
  state!: CycleState;

  @Column('int')
  version!: number;

  @Column('int')
  @Field(() => Int, { description: 'How many versions of the plan there are; 0 before the first' })
  planVersion!: number;

  @Column('text')
  contractVersion!: string;

  @Column('timestamptz')
  @Field(() => Date, { description: 'From when the month could be planned' })
  openedAt!: Date;

  @Column('jsonb')
  process!: CycleCase;

  @Column('timestamptz', { nullable: true })
  processStartedAt!: Date | null;
}
