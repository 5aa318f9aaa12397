import type { ScoreChoices } from '../score-contract.js';
import type { SettlementChoices } from './format.types.js';

type Every = ScoreChoices & SettlementChoices;

/** What may stand for each reading, the default first; a list or a number stands by its default alone. */
export const CHOICE_VALUES: { [Choice in keyof Every]: readonly Every[Choice][] } = {
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

export const DEFAULT_CHOICES = Object.fromEntries(
  Object.entries(CHOICE_VALUES).map(([choice, [first]]) => [choice, first]),
) as unknown as Every;
