import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { AllowEnrolling } from '@zhishou/platform/auth/allow.decorator';
import type { Role, Side } from '@zhishou/platform/auth/caller';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { RoleEnum, SideEnum } from './person.enums.js';

/** One person. The fields are open to anybody signed in, so that `me` works before the NDA; lists of people are not. */
@Entity('person')
@ObjectType()
@Directive('@key(fields: "id")')
@AllowEnrolling()
export class Person {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  @Field(() => String)
  username!: string;

  @Column('text')
  @Field(() => String)
  displayName!: string;

  @Column('text')
  @Field(() => RoleEnum)
  role!: Role;

  @Column('text')
  @Field(() => SideEnum)
  side!: Side;

  @Column('boolean')
  @Field(() => Boolean)
  active!: boolean;

  /** kept equal to: has an agreement that is not revoked */
  @Column('boolean')
  @Field(() => Boolean)
  ndaSigned!: boolean;

  /** raised whenever every sign-in of theirs ends: access tokens of an earlier one are dead */
  @Column('int', { default: 0 })
  sessionEpoch!: number;

  @Column({ type: 'text', select: false })
  passwordHash!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
