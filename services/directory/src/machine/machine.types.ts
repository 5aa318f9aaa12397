import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Role } from '@zhishou/platform/auth/caller';
import { EachText, IdempotencyKey, RequiredText } from '@zhishou/platform/graphql/text.decorator';
import { ArrayMaxSize, ArrayNotEmpty } from 'class-validator';
import { RoleEnum } from '../person/person.enums.js';
import { MachineAccount } from './machine-account.entity.js';

@InputType({ description: 'Which accounts of programs' })
export class MachineAccountFilter {
  @Field(() => Boolean, {
    nullable: true,
    description: 'true: only those that are good; false: only those that were ended',
  })
  active?: boolean;
}

@InputType({ description: 'A program to let in' })
export class RegisterMachineAccountInput {
  @RequiredText(60, 'What the audit log and lists call it')
  name!: string;

  @Field(() => RoleEnum, { description: 'BOT, AUDITOR or BUREAU_REPORTER' })
  role!: Role;

  @Field(() => [String], { description: 'Such as escalations:read; only what the role may do anyway' })
  @ArrayNotEmpty({ message: 'at least one' })
  @ArrayMaxSize(20)
  @EachText(60)
  scopes!: string[];

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'Which account of a program' })
export class MachineAccountInput {
  @Field(() => ID, { description: 'One that is not ended' })
  accountId!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@ObjectType({ description: 'What a program signs in with at POST /oauth/token' })
@Allow('BUREAU_ADMIN')
export class MachineCredentials {
  @Field(() => MachineAccount, { description: 'Whose they are' })
  account!: MachineAccount;

  @Field(() => String, {
    description: 'Known to whoever it is told to, as the secret is; shown wherever a secret is made',
  })
  clientId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Shown this once; null where the idempotencyKey was answered before',
  })
  secret!: string | null;
}
