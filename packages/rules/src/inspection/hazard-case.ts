import type { ClockLedger } from '../clock.js';
import type { Choices } from '../contract/choices.types.js';
import type { Day } from '../month.js';
import type { HazardClock, HazardRules } from './hazard-date.js';
import type { HazardState } from './hazard-life.js';

/** All that the process knows of a hazard. Instants in ms. */
export interface HazardCase {
  hazardId: string;
  state: HazardState;
  /** number of steps taken */
  version: number;
  /** 1 at first; one more whenever a rectification was sent back */
  round: number;
  proposedAt: number;
  decidedAt: number | null;
  /** of the rectification that waits for its verification, or held */
  rectifiedAt: number | null;
  closedAt: number | null;
  /** the date by which it is to be rectified, once one is set; absent of one from before there were any */
  clocks?: ClockLedger<HazardClock>[];
  rules?: HazardRules;
}

export type HazardStep =
  | { action: 'decideHazard'; consent: boolean; dueDate?: Day }
  | { action: 'rectifyHazard' }
  | { action: 'verifyHazard'; passed: boolean };

/** A contract that was loaded before there were dates sets none. */
export const hazardRulesOf = (choices: Partial<Choices>): HazardRules => ({
  rectifyDays: choices['hazard.rectifyDays'] ?? 0,
  remindDays: choices['hazard.remindDays'] ?? 0,
});

/** A hazard found on a visit waits for the bureau's consent. */
export const openHazard = (hazardId: string, proposedAt: number, rules: HazardRules): HazardCase => ({
  hazardId,
  state: 'PROPOSED',
  version: 0,
  round: 1,
  proposedAt,
  decidedAt: null,
  rectifiedAt: null,
  closedAt: null,
  clocks: [],
  rules,
});
