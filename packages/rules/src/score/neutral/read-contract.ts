import { contractMonths } from '../../contract/contract-months.js';
import { dayEnd, dayStart, type Day, type Span } from '../../month.js';
import type { Severity } from '../../ticket-life.js';
import type { ScoreChoices, ScoreContract, ScorePoints } from '../score-contract.js';
import { DEFAULT_CHOICES } from './choices.js';
import type { NeutralCase, NeutralContract, NeutralRules, SettlementChoices } from './format.types.js';
import { day, inOrder } from './reading.js';

const HOUR_MS = 3_600_000;
const RESOLVE_HOURS: Record<Severity, number> = { MAJOR: 4, GENERAL: 8, CONSULTATION: 12 };

export const POINTS: ScorePoints = {
  P1: { of: 5, missing: 2, nonconforming: 1 },
  P2: { of: 5, plan: 2, visit: 1 },
  P3: { of: 5, each: 2 },
  P4: { of: 5, each: 2 },
  P5: { of: 30, goal: 98, perPoint: 1 },
  P6: { of: 15, goal: 99, perPoint: 1 },
  P7: { of: 15, each: 3 },
  P8: { of: 10, each: 2 },
  P9: { of: 10, each: 1 },
  S1: { of: 30, complaint: 5, praise: 5 },
  S2: { of: 30, each: 10 },
  S3: { of: 40, least: 5, most: 10 },
};

/** Of a sheet, of an item, of what a case costs; in percent as well. No number of a rule is above it, or below 0. */
export const MOST_POINTS = 100;

/** Without a name: "hundred". */
export const contractNameOf = ({ contract }: Pick<NeutralCase, 'contract'>): string => contract ?? 'hundred';

/** A contract with what its settlement asks. */
export type ReadContract = ScoreContract & {
  signedOn: Day;
  periods: readonly Span[];
  /** from the first covered day to the last */
  covered: Span;
  choices: ScoreChoices & SettlementChoices;
};

/** The contract a case is scored under, with what the case itself says otherwise. */
export function readContract(
  contracts: Record<string, NeutralContract>,
  own: Pick<NeutralCase, 'contract' | 'choices' | 'rules'>,
): ReadContract {
  const { choices, rules } = own;
  const contract = contractNameOf(own);
  const given = contracts[contract];
  if (!given) throw new RangeError(`there is no contract ${contract}`);
  const periods = Object.entries(given.periods).map(([list, [first, last]]) => {
    const path = `contracts.${contract}.periods.${list}`;
    const [from, to] = [dayStart(day(first, path)), dayEnd(day(last, path))];
    inOrder(path, [from, to]);
    return { list, from, to };
  });
  const signedOn = day(given.signedOn, `contracts.${contract}.signedOn`);
  const hours = { ...RESOLVE_HOURS, ...given.resolve };
  return {
    signedOn,
    periods,
    months: contractMonths({ signedOn, periods }),
    covered: {
      from: Math.min(...periods.map(({ from }) => from)),
      to: Math.max(...periods.map(({ to }) => to)),
    },
    assets: Object.entries(given.assets).map(([code, { quantity, list, subsystem }]) => {
      const period = periods.find((own) => own.list === String(list));
      return {
        code,
        quantity,
        coveredFrom: period?.from ?? 0,
        coveredTo: period?.to ?? 0,
        subsystem: subsystem ?? String(list),
      };
    }),
    resolveMs: {
      MAJOR: hours.MAJOR * HOUR_MS,
      GENERAL: hours.GENERAL * HOUR_MS,
      CONSULTATION: hours.CONSULTATION * HOUR_MS,
    },
    points: withRules(withRules(POINTS, given.rules ?? {}), rules ?? {}),
    choices: { ...DEFAULT_CHOICES, ...given.choices, ...choices },
  };
}

function withRules(points: ScorePoints, rules: NeutralRules): ScorePoints {
  return Object.fromEntries(
    Object.entries(points).map(([code, item]) => [code, { ...item, ...rules[code as keyof ScorePoints] }]),
  ) as unknown as ScorePoints;
}
