/** Points as they count, exact: `"29"`, `"-5"` or `"46/3"`. */
export type Points = string;

const PARTS = /^(-?\d+)(?:\/([1-9]\d*))?$/;

function parts(points: Points): [numerator: bigint, denominator: bigint] {
  const [, numerator, denominator = '1'] = PARTS.exec(points) ?? [];
  if (numerator === undefined) throw new RangeError(`no points: ${points}`);
  return [BigInt(numerator), BigInt(denominator)];
}

/** Cut towards 0 to two digits, never rounded: `"46/3"` → `"15.33"`. @throws RangeError for what are no points */
export function shownPoints(points: Points): string {
  const [numerator, denominator] = parts(points);
  return String(Number((numerator * 100n) / denominator) / 100);
}

/** As a spreadsheet computes with it. @throws RangeError for what are no points */
export function numberOf(points: Points): number {
  const [numerator, denominator] = parts(points);
  return Number(numerator) / Number(denominator);
}
