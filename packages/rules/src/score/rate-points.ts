import { decimal, floor, fraction, type Fraction, multiply, subtract } from '../fraction.js';
import { most } from './deduct.js';
import type { ScoreChoices } from './score-contract.js';

/**
 * What a rate below its goal costs: so much a percentage point, whole points alone or parts of them as well
 * (`score.perPoint`, domain §6). Exact; 0 at the goal and above it.
 */
export function rateCost(
  rate: Fraction,
  { goal, perPoint }: { goal: number; perPoint: number },
  choices: Pick<ScoreChoices, 'score.perPoint'>,
): Fraction {
  const below = most(subtract(decimal(goal), multiply(rate, fraction(100))), fraction(0));
  const counted = choices['score.perPoint'] === 'whole' ? fraction(floor(below)) : below;
  return multiply(counted, decimal(perPoint));
}
