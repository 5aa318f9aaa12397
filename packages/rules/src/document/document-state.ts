import { INSPECTION_DOCUMENTS } from '../inspection/cycle-dates.js';
import { rolesOf } from '../life.js';
import { DECIDERS, DISPATCHER, type Role } from '../role.js';
import type { DueDocument } from './due-documents.js';

/** One handing-in of a document, and what the bureau judged of it (null: nothing yet); ms. */
export interface Submission {
  submittedAt: number;
  conforming: boolean | null;
}

export type DocumentState = 'WAITING' | 'MISSING' | 'SUBMITTED' | 'CONFORMING' | 'NONCONFORMING' | 'ISSUED';

/** How a document stands; its submissions in their order. */
export type DocumentStanding = Pick<DueDocument, 'rule' | 'opensAt' | 'due'> & {
  submissions: readonly Submission[];
};

/** The roles that may ever do this to some document. */
export const DOCUMENT_ROLES = {
  submitDocument: rolesOf({ by: DISPATCHER }),
  judgeDocument: rolesOf({ by: DECIDERS }),
  issueBulletin: rolesOf({ by: DECIDERS }),
} as const satisfies Record<string, readonly Role[]>;

export type DocumentAction = keyof typeof DOCUMENT_ROLES;

/** Plan and summary of the month's inspection: handed in and judged there. */
export const isOfInspections = (code: string): boolean =>
  code === INSPECTION_DOCUMENTS.plan || code === INSPECTION_DOCUMENTS.summary;

/** 《维护质量通报》 (三、1（4）), by its code in documents.yaml: told by the bureau, once a month. */
export const BULLETIN = 'BULLETIN';

export function documentState(
  { rule, due, submissions }: Pick<DocumentStanding, 'rule' | 'due' | 'submissions'>,
  now: number,
): DocumentState {
  const last = submissions.at(-1);
  if (!last) return now > due.dueAt ? 'MISSING' : 'WAITING';
  if (rule.by === 'BUREAU') return 'ISSUED';
  if (last.conforming === null) return 'SUBMITTED';
  return last.conforming ? 'CONFORMING' : 'NONCONFORMING';
}

/** By the first submission: what is handed in again was there in time once. In time until the due day's 24:00. */
export const isLate = ({ due, submissions }: Pick<DocumentStanding, 'due' | 'submissions'>): boolean =>
  submissions[0] !== undefined && submissions[0].submittedAt > due.dueAt;

/** The last judgement there is, of whichever submission; null: nobody has judged. */
export const lastJudgement = (submissions: readonly Submission[]): boolean | null =>
  submissions.findLast(({ conforming }) => conforming !== null)?.conforming ?? null;

/** Why nothing can be handed in now; null when it can. */
export function submitObstacle(document: DocumentStanding, now: number): string | null {
  if (now < document.opensAt) return 'cannot be handed in yet';
  const last = document.submissions.at(-1);
  if (!last || last.conforming === false) return null;
  return last.conforming
    ? 'was handed in before and found conforming'
    : 'was handed in before and waits for its judgement';
}

/** Why nothing can be issued now; null when it can. */
export function issueObstacle(document: DocumentStanding, now: number): string | null {
  if (now < document.opensAt) return 'cannot be issued yet';
  return document.submissions.length === 0 ? null : 'was issued before';
}

/** Why nothing can be judged now; null when it can. */
export function judgeObstacle({ rule, submissions }: Pick<DocumentStanding, 'rule' | 'submissions'>) {
  if (rule.by === 'BUREAU') return 'is the bureau’s own';
  const last = submissions.at(-1);
  if (!last) return 'was not handed in yet';
  return last.conforming === null ? null : 'was judged before';
}

/** What this role may do with the document at `now`, ms. */
export function documentActions(document: DocumentStanding, role: Role, now: number): DocumentAction[] {
  if (isOfInspections(document.rule.code)) return [];
  const isPossible: Record<DocumentAction, boolean> = {
    submitDocument: document.rule.by !== 'BUREAU' && submitObstacle(document, now) === null,
    judgeDocument: judgeObstacle(document) === null,
    issueBulletin: document.rule.code === BULLETIN && issueObstacle(document, now) === null,
  };
  return (Object.keys(DOCUMENT_ROLES) as DocumentAction[]).filter(
    (action) => isPossible[action] && DOCUMENT_ROLES[action].includes(role),
  );
}
