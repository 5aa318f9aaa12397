import { add, divide, fraction, type Fraction, multiply } from '../fraction.js';
import { type Fen, roundToFen, shareOf } from '../fen.js';

/** A confirmed month, as far as money asks. */
export interface MonthScores {
  performance: Fraction;
  service: Fraction;
  /** how much it weighs when `settlement.mean = days` */
  days: number;
}

export interface Remuneration {
  /** the mean of the months, exact */
  performance: Fraction;
  service: Fraction;
  remuneration: Fen;
  /** total − remuneration */
  deduction: Fen;
  /** what of the deduction the last instalment could not bear */
  recoverable: Fen;
  /** by instalment; their sum is the total */
  gross: Fen[];
  /** by instalment; the last bears the deduction, none is negative */
  payable: Fen[];
}

/**
 * What the year is worth (附件二 一、1; domain §7): base × performance/100 × service/100, rounded half up to the fen
 * once. Σ payable + deduction − recoverable = total.
 * @param months at least one
 * @param base of the remuneration: the total, or what of it was really maintained
 * @param percents of every instalment in order; the last one takes the rest
 */
export function remunerationOf(
  total: Fen,
  base: Fen,
  months: readonly MonthScores[],
  { mean, percents }: { mean: 'equal' | 'days'; percents: readonly number[] },
): Remuneration {
  const weightOf = ({ days }: MonthScores) => fraction(mean === 'days' ? days : 1);
  const performance = weighted(months, ({ performance: points }) => points, weightOf);
  const service = weighted(months, ({ service: points }) => points, weightOf);
  const share = multiply(divide(performance, fraction(100)), divide(service, fraction(100)));
  const remuneration = roundToFen(multiply(fraction(base), share));
  const deduction = total - remuneration;
  const gross = grossOf(total, percents);
  const rest = gross.at(-1) ?? 0n;
  const recoverable = deduction > rest ? deduction - rest : 0n;
  const payable = [...gross.slice(0, -1), rest - deduction + recoverable];
  return { performance, service, remuneration, deduction, recoverable, gross, payable };
}

function weighted(
  months: readonly MonthScores[],
  pointsOf: (month: MonthScores) => Fraction,
  weightOf: (month: MonthScores) => Fraction,
): Fraction {
  const points = months.map((month) => multiply(pointsOf(month), weightOf(month))).reduce(add);
  return divide(points, months.map(weightOf).reduce(add));
}

/** Each rounded half up by itself, but the last, which is the rest. */
export function grossOf(total: Fen, percents: readonly number[]): Fen[] {
  const shares = percents.slice(0, -1).map((percent) => shareOf(total, fraction(percent, 100)));
  return [...shares, shares.reduce((rest, share) => rest - share, total)];
}
