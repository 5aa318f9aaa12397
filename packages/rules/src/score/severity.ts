import type { Severity } from '../ticket-life.js';
import type { FaultFact } from './facts.types.js';
import type { ScoreChoices } from './score-contract.js';

/** As it was last decided. */
export const lastSeverity = ({ severity, reclassified }: FaultFact): Severity =>
  reclassified.at(-1)?.to ?? severity;

/** Whether a fault counts in P5, P6 and P7 (`score.severities`). */
export const severityCounts = (fault: FaultFact, choices: Pick<ScoreChoices, 'score.severities'>): boolean =>
  choices['score.severities'].includes(lastSeverity(fault));
