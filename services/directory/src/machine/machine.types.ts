import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Role } from '@zhishou/platform/auth/caller';
import { EachText, IdempotencyKey, RequiredText } from '@zhishou/platform/graphql/text.decorator';
import { ArrayMaxSize, ArrayNotEmpty } from 'class-validator';
import { RoleEnum } from '../person/person.enums.js';
import { MachineAccount } from './machine-account.entity.js';

@InputType()
export class MachineAccountFilter {
  @Field(() => Boolean, { nullable: true })
  active?: boolean;
}

@InputType()
export class RegisterMachineAccountInput {
  @RequiredText(60)
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

@InputType()
export class MachineAccountInput {
  @Field(() => ID)
  accountId!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

/** What a program signs in with at `POST /oauth/token`. */
@ObjectType()
@Allow('BUREAU_ADMIN')
export class MachineCredentials {
  @Field(() => MachineAccount)
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
