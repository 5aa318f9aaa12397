/** An exact rational number in lowest terms; the denominator is positive. */
export interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));

/** @throws RangeError when the denominator is 0 */
export function fraction(numerator: bigint | number, denominator: bigint | number = 1n): Fraction {
  const n = BigInt(numerator);
  const d = BigInt(denominator);
  if (d === 0n) throw new RangeError('a fraction needs a denominator other than 0');
  const sign = d < 0n ? -1n : 1n;
  const divisor = gcd(n, d) * sign;
  return { numerator: n / divisor, denominator: d / divisor };
}

/** Of a number as a person writes it, exact to the millionth: 0.1 is one tenth. */
export const decimal = (value: number): Fraction =>
  Number.isSafeInteger(value) ? fraction(value) : fraction(Math.round(value * 1_000_000), 1_000_000);

export const add = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const subtract = (a: Fraction, b: Fraction): Fraction =>
  add(a, { numerator: -b.numerator, denominator: b.denominator });

export const multiply = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.numerator * b.numerator, a.denominator * b.denominator);

export const divide = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.numerator * b.denominator, a.denominator * b.numerator);

/** Negative, 0 or positive as a is less than, equal to or more than b. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The greatest whole number not above it. */
export function floor({ numerator, denominator }: Fraction): bigint {
  const quotient = numerator / denominator;
  return numerator < 0n && numerator % denominator !== 0n ? quotient - 1n : quotient;
}

/** `"29"` or `"46/3"` */
export const formatFraction = ({ numerator, denominator }: Fraction): string =>
  denominator === 1n ? `${numerator}` : `${numerator}/${denominator}`;

/** Of what {@link formatFraction} has written. @throws SyntaxError for anything else */
export function parseFraction(text: string): Fraction {
  const [numerator = '', denominator = '1'] = text.split('/');
  return fraction(BigInt(numerator), BigInt(denominator));
}

/** In percent, cut (never rounded) to two digits: 0.99999 → 99.99 (domain §6). */
export const cutPercent = (rate: Fraction): number => Number(floor(multiply(rate, fraction(10_000)))) / 100;
