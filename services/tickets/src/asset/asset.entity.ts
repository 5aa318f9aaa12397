import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One line of an equipment list of the contract (domain §3). */
@Entity('asset')
@ObjectType({
  description:
    'Equipment of the contract: one line of its lists, or an item without units such as the Ka link',
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
@Allow(...READERS)
export class Asset {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  @Field({ description: 'Unique in the contract, such as L1-S1-02; found however it is written' })
  code!: string;

  /** what two spellings of the code have in common; the database makes it */
  @Column({ type: 'text', insert: false, update: false, select: false })
  codeKey?: string;

  @Column('text')
  @Field({ description: "As the contract's list has it" })
  name!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Null where the list names none' })
  vendor!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Null where the list names none' })
  model!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'What is counted, such as 套 or 台; null for an item without units',
  })
  unit!: string | null;

  @Column('int')
  @Field(() => Int, { description: 'How many units there are; 0 for an item without units' })
  quantity!: number;

  @Column('int')
  @Field(() => Int, { description: "Number of the contract's list" })
  listNo!: number;

  @Column('text')
  @Field({ description: "Title of the contract's list" })
  listName!: string;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The part of the list it stands in; null where the list has no parts',
  })
  subsystemName!: string | null;

  @Column('boolean')
  @Field({
    description:
      'The contract names its system where it defines a major fault: a hint for whoever reports, and no decision',
  })
  majorScope!: boolean;

  @Column('timestamptz')
  @Field({ description: 'The first instant of its period' })
  coveredFrom!: Date;

  @Column('timestamptz')
  @Field({ description: 'The end of the last day of its period, not included' })
  coveredTo!: Date;

  /** place in the contract's lists, for a stable order */
  @Column('int')
  position!: number;
}
