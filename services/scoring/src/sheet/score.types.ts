import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Month } from '@zhishou/platform/graphql/scalars';
import { cutPercent, divide, fraction, type Fraction } from '@zhishou/rules/fraction';
import type { ComputedDeduction } from './computed-sheet.js';

@ObjectType({ description: 'An exact number, in lowest terms' })
@Allow(...READERS)
export class Exact {
  @Field(() => String, { description: 'A whole number, as digits' })
  numerator!: string;

  @Field(() => String, { description: 'A whole number above 0, as digits' })
  denominator!: string;
}

@ObjectType({ description: 'One of the two scores of a month' })
@Allow(...READERS)
export class Score {
  @Field(() => Float, { description: 'For display: cut, never rounded, to two digits' })
  points!: number;

  @Field(() => Int, { description: 'The most there is to have: 100' })
  of!: number;

  @Field(() => Exact, { description: 'The points as they count' })
  exact!: Exact;
}

@ObjectType({ description: 'What was taken from an item, or, below 0, given' })
@Allow(...READERS)
export class Deduction {
  @Field(() => String, { description: 'The place in the contract, such as 附件二 二、1（一）（1）' })
  clause!: string;

  @Field(() => Float, {
    description: 'What it costs by itself, before the floor and the cap of its item; below 0 for praise',
  })
  points!: number;

  @Field(() => String, { description: 'Why, in Chinese' })
  reason!: string;

  @Field(() => Month, {
    nullable: true,
    description: 'The month it belongs to, where it became known too late for the sheet of that month',
  })
  month!: string | null;

  /** the links of `evidence` */
  computed!: ComputedDeduction;
}

@ObjectType({ description: 'An item of the two hundreds' })
@Allow(...READERS)
export class ScoreItem {
  @Field(() => String, {
    description: 'P1 … P9, S1 … S3, or D, what was taken from the performance directly',
  })
  code!: string;

  @Field(() => String, { description: 'As the contract calls it, in Chinese' })
  title!: string;

  @Field(() => String, { description: 'The place in the contract' })
  clause!: string;

  @Field(() => Int, { description: 'The most it is worth; 0 of D' })
  of!: number;

  @Field(() => Float, {
    description: 'What is left of it; of D 0 or below, what was taken. Cut to two digits',
  })
  points!: number;

  @Field(() => Exact, { description: 'The points as they count' })
  exact!: Exact;

  @Field(() => [Deduction], { description: 'Everything that took or gave points, each with its evidence' })
  deductions!: Deduction[];
}

export const exactOf = ({ numerator, denominator }: Fraction): Exact => ({
  numerator: `${numerator}`,
  denominator: `${denominator}`,
});

/** Cut to two digits, towards 0. */
export const shown = (points: Fraction): number =>
  points.numerator < 0n
    ? -shown({ ...points, numerator: -points.numerator })
    : cutPercent(divide(points, fraction(100)));

export const scoreOf = (points: Fraction): Score => ({
  points: shown(points),
  of: 100,
  exact: exactOf(points),
});
