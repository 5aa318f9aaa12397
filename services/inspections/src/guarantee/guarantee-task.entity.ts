import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import type { GuaranteeKind } from '@zhishou/rules/inspection/guarantee';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { GuaranteeKindEnum } from './guarantee.enums.js';

/** Something the bureau has the provider stand by for (domain §5.9); judged once, after its end. */
@Entity('guarantee_task')
@ObjectType({ description: 'Something the bureau has the provider stand by for' })
@Directive('@key(fields: "id")')
@Allow(...READERS)
export class GuaranteeTask {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  /** the contract in force when it ends, to whose score it belongs */
  @Column('text')
  contractId!: string;

  @Column('text')
  @Field(() => String, { description: 'What it is called' })
  title!: string;

  @Column('text')
  @Field(() => GuaranteeKindEnum, { description: 'What it is' })
  kind!: GuaranteeKind;

  @Column('timestamptz')
  @Field(() => Date, { name: 'from', description: 'When it begins' })
  fromAt!: Date;

  @Column('timestamptz')
  @Field(() => Date, { name: 'to', description: 'When it is over' })
  toAt!: Date;

  @Column('text')
  @Field(() => String, { description: 'What the bureau asks for' })
  requirements!: string;

  @Column('timestamptz')
  @Field(() => Date, { description: 'When it was ordered' })
  createdAt!: Date;

  @Column('text')
  createdById!: string;

  @Column('boolean', { nullable: true })
  @Field(() => Boolean, { nullable: true, description: 'What the bureau judged; null as long as it has not' })
  fulfilled!: boolean | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true, description: 'When it was judged' })
  judgedAt!: Date | null;

  @Column('text', { nullable: true })
  judgedById!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was judged so' })
  note!: string | null;

  /** since when an alarm stands that the roster has a gap ahead */
  @Column('timestamptz', { nullable: true })
  gapSince!: Date | null;

  /** how often one was raised */
  @Column('int')
  gapsTold!: number;
}
