import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A program's account. It acts as a person of its own, whose name and role it has, and who can sign in no other way. */
@Entity('machine_account')
@ObjectType({
  description: 'What lets a program in; it acts as a person of its own, who can sign in no other way',
})
@Allow('BUREAU_ADMIN', 'AUDITOR')
export class MachineAccount {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  personId!: string;

  /** what it signs in with beside its secret; told to the admin alone */
  @Column('text')
  clientId!: string;

  /** SHA-256 of a random secret */
  @Column('text')
  secretHash!: string;

  @Column('text', { array: true })
  @Field(() => [String], { description: 'What its tokens may be used for, within its role' })
  scopes!: string[];

  @Column({ type: 'timestamptz', precision: 3 })
  @Field(() => Date, { description: 'When it was registered' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  @Field(() => Date, { description: 'When its secret was made' })
  secretSetAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  @Field(() => Date, { nullable: true, description: 'When it last got a token' })
  lastTokenAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  @Field(() => Date, { nullable: true, description: 'When it was ended, for good; null while it is good' })
  endedAt!: Date | null;
}
