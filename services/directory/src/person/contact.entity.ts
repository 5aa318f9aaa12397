import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { AllowSignedIn } from '@zhishou/platform/auth/allow.decorator';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { RequiredContact } from '@zhishou/platform/graphql/text.decorator';
import { ContactChannelEnum } from './person.enums.js';
import type { ContactChannel } from './person.enums.js';

/** One way to reach a person; `position` 0 is tried first. */
@Entity('contact')
@ObjectType()
@AllowSignedIn()
export class Contact {
  @PrimaryColumn('text')
  personId!: string;

  @PrimaryColumn('int')
  position!: number;

  @Column('text')
  @Field(() => ContactChannelEnum)
  channel!: ContactChannel;

  /** number, address or account name at the channel */
  @Column('text')
  @Field(() => String)
  value!: string;
}

@InputType()
export class ContactInput {
  @Field(() => ContactChannelEnum)
  channel!: ContactChannel;

  @RequiredContact(200)
  value!: string;
}
