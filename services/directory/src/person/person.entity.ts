import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { AllowEnrolling } from '@zhishou/platform/auth/allow.decorator';
import type { Role, Side } from '@zhishou/platform/auth/caller';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { RoleEnum, SideEnum } from './person.enums.js';

/** One person. The fields are open to anybody signed in, so that `me` works before the NDA; lists of people are not. */
@Entity('person')
@ObjectType({
  description: 'Somebody who signs in, or as whom a program acts',
})
@Directive('@key(fields: "id")')
@AllowEnrolling()
export class Person {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  @Field(() => String, { description: 'What they sign in with; never changes' })
  username!: string;

  @Column('text')
  @Field(() => String, { description: 'As documents and lists show them' })
  displayName!: string;

  @Column('text')
  @Field(() => RoleEnum, { description: 'What they may do' })
  role!: Role;

  @Column('text')
  @Field(() => SideEnum, { description: 'Follows from the role' })
  side!: Side;

  @Column('boolean')
  @Field(() => Boolean, { description: 'false: deactivated, and cannot sign in' })
  active!: boolean;

  /** kept equal to: has an agreement that is not revoked */
  @Column('boolean')
  @Field(() => Boolean, {
    description:
      "A signature under the NDA is in force; without one the provider's people are answered NDA_REQUIRED",
  })
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
