import type { Topic } from '@zhishou/messages/topics';
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
  /** as its workflow names it to the activities; a word in small letters */
  kind: string;
  entity: new () => Row;
  /** the column that says since when there is a case to carry */
  since: string;
  life: Life<C, S>;
  taskQueue: string;
  workflowOf(row: Row): { id: string; type: string };
  /** What this person may do with the case as it stands at `now` (ms): names of mutations. */
  allowed(one: C, by: Person, now: number): string[];
  /** every type that `workflowOf` may give */
  workflowTypes: readonly string[];
  /** every id that `workflowOf` may give to the workflow of this case, also when there is no such row */
  workflowIdsOf(caseId: string): readonly string[];
  /** the case whose workflow has this id */
  caseOf(workflowId: string): string;
  /** by what people know the case, such as its number */
  nameOf(row: Row): string;
  /** when a final case came to its end, ms */
  endedAt(one: C): number | null;
  /** SQL, the row under the name of its kind: not final, or final and open for what may follow its end */
  carriedNow: string;
  /** the event that a case and its process have come apart */
  driftFound: { topic: Topic; type: string };
}

/** Of whichever kind: for what asks of all kinds the same. */
export type AnyCaseTable = CaseTable<CaseRow<Case>, Case, Step>;

/** By what a log line names a case: `ticketId` and its like. */
export const named = (kind: string, caseId: string) => ({ [`${kind}Id`]: caseId });
