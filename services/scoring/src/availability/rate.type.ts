import { Field, Float, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { cutPercent, type Fraction } from '@zhishou/rules/fraction';

@ObjectType({ description: 'An exact rate from 0 to 1, in lowest terms.' })
@Allow(...READERS)
export class Rate {
  @Field(() => String)
  numerator!: string;

  @Field(() => String)
  denominator!: string;

  @Field(() => Float, { description: 'For display: cut, never rounded, to two digits.' })
  percent!: number;
}

export const rateOf = (exact: Fraction): Rate => ({
  numerator: `${exact.numerator}`,
  denominator: `${exact.denominator}`,
  percent: cutPercent(exact),
});
