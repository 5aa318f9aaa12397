import type { Choices } from '../contract/choices.types.js';
import { contractMonths } from '../contract/contract-months.js';
import type { Contract, ContractAsset } from '../contract/contract.types.js';
import type { ScoreItemCode, ScoreRules } from '../contract/score-rules.types.js';
import type { Month } from '../month.js';
import type { Severity } from '../ticket-life.js';

/** The points of an item alone, without its words. */
type Points<Item> = Omit<Item, 'title' | 'clause'>;

/** What each item is worth and what each case costs, in whole points. */
export type ScorePoints = { [Code in Exclude<ScoreItemCode, 'D'>]: Points<ScoreRules[Code]> };

/**
 * The readings a sheet follows. The clocks of tickets know one value of each `clock.…`; a sheet that is recomputed
 * elsewhere, or asked "what if", knows all.
 */
export type ScoreChoices = Pick<
  Choices,
  | 'score.perPoint'
  | 'score.severities'
  | 'p1.late'
  | 'p5.month'
  | 'p6.carrierTime'
  | 'p6.pauses'
  | 'p6.judged'
  | 'repeat.windowDays'
  | 'repeat.match'
  | 'availability.weight'
> & {
  'clock.startsAt': 'reported' | 'accepted';
  'clock.repairInstant': 'filed' | 'stated';
  'clock.handOffFrom': 'confirmed' | 'declared';
  'clock.judgementWait': 'excluded' | 'counted';
};

export type ScoredAsset = Pick<ContractAsset, 'code' | 'quantity' | 'coveredFrom' | 'coveredTo'> & {
  /** what `availability.weight = subsystem` takes the mean over */
  subsystem: string;
};

/** A contract, as far as a score asks. */
export interface ScoreContract {
  /** those that have a sheet, in order */
  months: readonly Month[];
  assets: readonly ScoredAsset[];
  /** the time to resolve a fault, ms */
  resolveMs: Readonly<Record<Severity, number>>;
  points: ScorePoints;
  choices: ScoreChoices;
}

export const scoreContractOf = (contract: Contract): ScoreContract => ({
  months: contractMonths(contract),
  assets: contract.assets.map((asset) => ({
    code: asset.code,
    quantity: asset.quantity,
    coveredFrom: asset.coveredFrom,
    coveredTo: asset.coveredTo,
    subsystem: `${asset.listNo} ${asset.subsystemNo}`,
  })),
  resolveMs: {
    MAJOR: contract.budgets.MAJOR.RESOLVE,
    GENERAL: contract.budgets.GENERAL.RESOLVE,
    CONSULTATION: contract.budgets.CONSULTATION.RESOLVE,
  },
  points: contract.scores,
  choices: contract.choices,
});
