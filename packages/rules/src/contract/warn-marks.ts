import type { PartGone } from '../clock.js';

/** `"4/5"` → the mark at 80 percent; a percentage that is not whole is cut in the mark's name. */
export function warnMark(part: string): PartGone {
  const [numerator = 0, denominator = 1] = part.split('/').map(Number);
  return { mark: `WARNING_${Math.floor((numerator * 100) / denominator)}`, numerator, denominator };
}
