import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { wordsEnum } from '@zhishou/platform/graphql/words.enum';
import type { SettlementCase } from '@zhishou/rules/settlement/settlement-case';
import type { SettlementState } from '@zhishou/rules/settlement/settlement-life';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const SettlementStateEnum = wordsEnum<SettlementState>('SettlementState', 'How far a settlement is', {
  RUNNING: 'The contract runs, or a month is still to be confirmed: every number is a forecast',
  SETTLED: 'The contract is over and every month confirmed: the numbers stand',
});

/** What a contract comes to. Its process columns are written by `recordTransition` alone. */
@Entity('settlement')
@ObjectType({ description: 'What a contract comes to: scores of the year, remuneration, instalments' })
@Allow(...READERS)
export class Settlement {
  /** of the contract */
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'The contract' })
  id!: string;

  @Column('text')
  @Field(() => SettlementStateEnum, { description: 'How far it is' })
  state!: SettlementState;

  @Column('int')
  version!: number;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why the remuneration is computed from less than the price',
  })
  baseReason!: string | null;

  @Column('timestamptz')
  openedAt!: Date;

  @Column('jsonb')
  process!: SettlementCase;

  @Column('timestamptz', { nullable: true })
  processStartedAt!: Date | null;
}
