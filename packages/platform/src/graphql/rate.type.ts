import { Directive, Field, Float, ObjectType } from '@nestjs/graphql';
import { Allow } from '../auth/allow.decorator.js';
import { READERS } from '../auth/roles.js';
import { cutPercent, type Fraction } from '@zhishou/rules/fraction';

@ObjectType({ description: 'An exact rate from 0 to 1, in lowest terms.' })
@Directive('@shareable')
@Allow(...READERS)
export class Rate {
  @Field(() => String, { description: 'A whole number, as digits' })
  numerator!: string;

  @Field(() => String, { description: 'A whole number above 0, as digits' })
  denominator!: string;

  @Field(() => Float, { description: 'For display: cut, never rounded, to two digits.' })
  percent!: number;
}

export const rateOf = (exact: Fraction): Rate => ({
  numerator: `${exact.numerator}`,
  denominator: `${exact.denominator}`,
  percent: cutPercent(exact),
});
