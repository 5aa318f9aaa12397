import { fraction, type Fraction } from '../../fraction.js';
import type { Fen } from '../../fen.js';
import { refuse } from '../refusal.js';

/** @throws Refusal BAD_AMOUNT for what is not whole fen from 0 up */
export function fen(amount: unknown, path: string): Fen {
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount < 0)
    throw refuse('BAD_AMOUNT', path, 'is no whole number of fen');
  return BigInt(amount);
}

const EXACT = /^(-?\d+)(?:\.(\d+)|\/(\d+))?$/;

/** `"29"`, `"46/3"` or `"29.999"`. @throws Refusal BAD_POINTS */
export function exact(value: unknown, path: string): Fraction {
  const match = EXACT.exec(String(value));
  if (!match || /^0+$/.test(match[3] ?? '1')) throw refuse('BAD_POINTS', path, 'is no exact number');
  const [, whole = '0', decimals, denominator] = match;
  if (decimals) return fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
  return fraction(BigInt(whole), BigInt(denominator ?? '1'));
}
