import type { FactsFile } from '@zhishou/rules/score/neutral/format.types';
import type { Asked, Compared, NotAsked, RestOfContract } from '../what-if/compare.js';
import type { OpenFacts } from '../open-data/open-month.js';
import type { Figures } from '../dashboard/figures.js';
import type { LateRow } from '../settlement/late-rows.js';
import type { Computation, Computed } from '../sheet/compute-sheet.js';

/** A computation as it is handed over: plain data; the thread knows the contract by its version. */
export type ComputationData = Omit<Computation, 'contract'> & {
  contractVersion: string;
  /** the last fact of this contract among those that are read: what comes of others changes nothing */
  ownLastFact: number;
};

/** What may be asked of the thread: each by its name. */
export interface Jobs {
  sheet: { asks: object; answers: Computed };
  monthFile: { asks: object; answers: FactsFile };
  figures: { asks: { asked: { months: readonly string[]; now: number } }; answers: Figures };
  lateRows: { asks: object; answers: LateRow[] };
  openMonth: { asks: object; answers: OpenFacts };
  whatIf: { asks: { asked: Asked; rest: Omit<RestOfContract, 'contract'> }; answers: Compared | NotAsked };
}

export type Job<Name extends keyof Jobs> = { compute: Name; of: ComputationData } & Jobs[Name]['asks'];

export type AnyJob = { [Name in keyof Jobs]: Job<Name> }[keyof Jobs];

/** An error is copied without what tells a lost database from any other. */
export type Outcome<Answer> = { answer: Answer } | { isDatabaseAway: true; message: string };
