import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One line of an equipment list of the contract (domain §3). */
@Entity('asset')
@ObjectType()
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
@Allow(...READERS)
export class Asset {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  @Field()
  code!: string;

  /** what two spellings of the code have in common; the database makes it */
  @Column({ type: 'text', insert: false, update: false, select: false })
  codeKey?: string;

  @Column('text')
  @Field()
  name!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  vendor!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  model!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  unit!: string | null;

  /** 0 for an item without units (the Ka link) */
  @Column('int')
  @Field(() => Int)
  quantity!: number;

  @Column('int')
  @Field(() => Int)
  listNo!: number;

  @Column('text')
  @Field()
  listName!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  subsystemName!: string | null;

  /** the contract names its system where it defines a major fault: a hint for whoever reports, no decision */
  @Column('boolean')
  @Field()
  majorScope!: boolean;

  @Column('timestamptz')
  @Field()
  coveredFrom!: Date;

  /** the end of the last day, exclusive */
  @Column('timestamptz')
  @Field()
  coveredTo!: Date;

  /** place in the contract's lists, for a stable order */
  @Column('int')
  position!: number;
}
