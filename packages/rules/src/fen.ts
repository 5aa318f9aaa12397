import { floor, type Fraction, fraction, add, multiply } from './fraction.js';

/** Money is whole fen; 100 fen are one yuan. */
export type Fen = bigint;

/** Rounded half up to the fen (domain §7). */
export const roundToFen = (amount: Fraction): Fen => floor(add(amount, fraction(1, 2)));

/** A part of an amount, rounded half up once. */
export const shareOf = (amount: Fen, part: Fraction): Fen => roundToFen(multiply(fraction(amount), part));

/** `1234567n` → `"12,345.67"` yuan */
export function formatYuan(amount: Fen): string {
  const sign = amount < 0n ? '-' : '';
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}${yuan}.${digits.slice(-2)}`;
}
