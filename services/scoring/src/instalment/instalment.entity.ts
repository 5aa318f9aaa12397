import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import type { InstalmentCase } from '@zhishou/rules/settlement/instalment-case';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An instalment of a contract's price. Its process columns are written by `recordTransition` alone. */
@Entity('instalment')
@ObjectType({ description: "An instalment of the contract's price" })
@Allow(...READERS)
export class Instalment {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'The contract and the number' })
  id!: string;

  @Column('text')
  @Field(() => String, { description: 'The contract it is of' })
  contractId!: string;

  @Column('int')
  @Field(() => Int, { description: '1, 2 or 3' })
  no!: number;

  @Column('text')
  @Field(() => String, {
    description:
      'NOT_OPEN, WAITING for its documents, DUE, PARTLY_PAID, PAID, or NOTHING_PAYABLE, which asks for nothing',
  })
  state!: string;

  @Column('int')
  version!: number;

  @Column('timestamptz')
  openedAt!: Date;

  @Column('jsonb')
  process!: InstalmentCase;

  @Column('timestamptz', { nullable: true })
  processStartedAt!: Date | null;
}
