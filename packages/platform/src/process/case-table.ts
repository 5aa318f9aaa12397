import type { Case, Life, Step } from '@zhishou/rules/life';
import type { Person } from '@zhishou/rules/role';

/** What every table has whose rows are cases that workflows carry. */
export interface CaseRow<C extends Case> {
  id: string;
  state: string;
  version: number;
  process: C;
  /** when the workflow is known to have been started; null while that is owed */
  processStartedAt: Date | null;
}

/** A kind of case: where its rows are, how it goes from step to step, and the workflow that carries it. */
export interface CaseTable<Row extends CaseRow<C>, C extends Case, S extends Step> {
  /** as its workflow names it to the activities */
  kind: string;
  entity: new () => Row;
  /** the column that says since when there is a case to carry */
  since: string;
  life: Life<C, S>;
  taskQueue: string;
  workflowOf(row: Row): { id: string; type: string };
  /** What this person may do with the case as it stands at `now` (ms): names of mutations. */
  allowed(one: C, by: Person, now: number): string[];
}

/** Of whichever kind: for what asks of all kinds the same. */
export type AnyCaseTable = CaseTable<CaseRow<Case>, Case, Step>;

/** By what a log line names a case: `ticketId` and its like. */
export const named = (kind: string, caseId: string) => ({ [`${kind}Id`]: caseId });
