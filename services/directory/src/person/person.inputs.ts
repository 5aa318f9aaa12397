import { Field, ID, InputType } from '@nestjs/graphql';
import type { Role, Side } from '@zhishou/platform/auth/caller';
import { IdempotencyKey, OptionalText, RequiredText } from '@zhishou/platform/graphql/text.decorator';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, Matches, ValidateNested } from 'class-validator';
import { NewPassword, PASSWORD_HINT } from '../session/password-policy.js';
import { ContactInput } from './contact.entity.js';
import { RoleEnum, SideEnum } from './person.enums.js';

const MAX_CONTACTS = 20;

export const USERNAME = /^[a-z0-9][a-z0-9._-]{1,39}$/;

@InputType({ description: 'Which people' })
export class PersonFilter {
  @Field(() => RoleEnum, { nullable: true, description: 'Only those of this role' })
  role?: Role;

  @Field(() => SideEnum, { nullable: true, description: 'Only those of this side' })
  side?: Side;

  @OptionalText(50, 'Part of the user name or the displayed name')
  text?: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: only those who may sign in; false: only the deactivated',
  })
  active?: boolean;
}

@InputType({ description: 'A new person' })
export class CreatePersonInput {
  @Matches(USERNAME, {
    message: 'small letters, digits, dot, dash and underscore, at least two',
  })
  @RequiredText(40, 'Small letters, digits, dot, dash, underscore; unique')
  username!: string;

  @RequiredText(60, 'As documents and lists are to show them')
  displayName!: string;

  @Field(() => RoleEnum, { description: 'Decides the side too' })
  role!: Role;

  @Field(() => String, { description: PASSWORD_HINT })
  @NewPassword()
  password!: string;

  @Field(() => [ContactInput], { nullable: true, description: 'In the order in which they are to be tried' })
  @IsOptional()
  @ArrayMaxSize(MAX_CONTACTS)
  @ValidateNested({ each: true })
  @Type(() => ContactInput)
  contacts?: ContactInput[];

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'What to change of a person; what is left out stays as it is' })
export class UpdatePersonInput {
  @Field(() => ID, { description: 'Whom to change; never the person of a program' })
  personId!: string;

  @OptionalText(60, 'As documents and lists are to show them')
  displayName?: string;

  @Field(() => RoleEnum, {
    nullable: true,
    description: 'Decides the side too; another one ends every session',
  })
  role?: Role;

  @Field(() => Boolean, { nullable: true, description: 'false ends every session at once' })
  active?: boolean;

  @Field(() => String, { nullable: true, description: `${PASSWORD_HINT}; a new one ends every session` })
  @IsOptional()
  @NewPassword()
  password?: string;

  @Field(() => [ContactInput], { nullable: true, description: 'replaces all contacts' })
  @IsOptional()
  @ArrayMaxSize(MAX_CONTACTS)
  @ValidateNested({ each: true })
  @Type(() => ContactInput)
  contacts?: ContactInput[];

  @IdempotencyKey()
  idempotencyKey?: string;
}
