import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { AllowSignedIn } from '@zhishou/platform/auth/allow.decorator';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { RequiredContact } from '@zhishou/platform/graphql/text.decorator';
import { ContactChannelEnum } from './person.enums.js';
import type { ContactChannel } from './person.enums.js';

/** One way to reach a person; `position` 0 is tried first. */
@Entity('contact')
@ObjectType({ description: 'One way to reach a person; they are tried in the order of the list' })
@AllowSignedIn()
export class Contact {
  @PrimaryColumn('text')
  personId!: string;

  @PrimaryColumn('int')
  position!: number;

  @Column('text')
  @Field(() => ContactChannelEnum, { description: 'Through what' })
  channel!: ContactChannel;

  @Column('text')
  @Field(() => String, { description: 'Number, address or account name at the channel' })
  value!: string;
}

@InputType({ description: 'One way to reach a person' })
export class ContactInput {
  @Field(() => ContactChannelEnum, { description: 'Through what' })
  channel!: ContactChannel;

  @RequiredContact(200, 'Number, address or account name at the channel')
  value!: string;
}
