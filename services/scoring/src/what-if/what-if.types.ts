import { Field, Float, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { Fen } from '@zhishou/platform/graphql/scalars';
import { Score } from '../sheet/score.types.js';

const ASKING = ['BUREAU_SUPERVISOR', 'BUREAU_ADMIN', 'PROVIDER_DISPATCHER'] as const;

/** The supervisor, the admin, and the provider's lead. */
export const WHO_ASKS = [...ASKING];

@ObjectType({ description: 'An item, as it is and as it would be' })
@Allow(...ASKING)
export class ItemDifference {
  @Field(() => String, { description: 'P1 … P9, S1 … S3, D' })
  code!: string;

  @Field(() => Float, { description: 'Its points as they are, cut to two digits' })
  before!: number;

  @Field(() => Float, { description: 'Its points as they would be, cut to two digits' })
  after!: number;
}

@ObjectType({ description: 'The two scores of a month and what they come to' })
@Allow(...ASKING)
export class ScoredMonth {
  @Field(() => Score, { description: 'Performance' })
  performance!: Score;

  @Field(() => Score, { description: 'Service' })
  service!: Score;

  @Field(() => Fen, {
    description: 'The remuneration of the contract, were every month not confirmed yet like this one',
  })
  remuneration!: bigint;
}

@ObjectType({ description: 'A month as it is and as it would be, side by side; nothing of it is kept' })
@Allow(...ASKING)
export class WhatIf {
  @Field(() => ScoredMonth, { description: 'As it is' })
  before!: ScoredMonth;

  @Field(() => ScoredMonth, { description: 'As it would be' })
  after!: ScoredMonth;

  @Field(() => [ItemDifference], { description: 'The items whose points would be others' })
  differences!: ItemDifference[];

  @Field(() => Fen, { description: 'How much more the remuneration would be; below 0: less' })
  difference!: bigint;
}
