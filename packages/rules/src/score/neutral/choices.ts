import type { ScoreChoices } from '../score-contract.js';
import type { NeutralChoices, SettlementChoices } from './format.types.js';

type Every = ScoreChoices & SettlementChoices;

/** What may stand for each reading, the default first; a list or a number stands by its default alone. */
const VALUES: { [Choice in keyof Every]: readonly Every[Choice][] } = {
  'clock.startsAt': ['reported', 'accepted'],
  'clock.repairInstant': ['filed', 'stated'],
  'clock.handOffFrom': ['confirmed', 'declared'],
  'clock.judgementWait': ['excluded', 'counted'],
  'score.perPoint': ['whole', 'fractional'],
  'score.severities': [['MAJOR', 'GENERAL']],
  'p1.late': ['nonconforming', 'missing', 'none'],
  'p5.month': ['repaired', 'passed'],
  'p6.carrierTime': ['excluded', 'counted'],
  'p6.pauses': ['counted', 'excluded'],
  'p6.judged': ['both', 'numerator', 'exclude'],
  'repeat.windowDays': [30],
  'repeat.match': ['asset', 'unit'],
  'availability.weight': ['unit', 'subsystem'],
  'settlement.mean': ['equal', 'days'],
  'settlement.invoice3': ['payable', 'gross'],
};

/** Every reading with its value. @throws RangeError for a name or a value that is none */
export function checkedChoices(given: NeutralChoices): Every {
  for (const [choice, value] of Object.entries(given)) {
    const allowed = (VALUES as Record<string, readonly unknown[]>)[choice];
    if (!allowed) throw new RangeError(`there is no choice ${choice}`);
    if (typeof value === 'string' && !allowed.includes(value))
      throw new RangeError(`${choice} is one of ${allowed.join(', ')}`);
  }
  const defaults = Object.fromEntries(Object.entries(VALUES).map(([choice, [first]]) => [choice, first]));
  return { ...(defaults as unknown as Every), ...given };
}
