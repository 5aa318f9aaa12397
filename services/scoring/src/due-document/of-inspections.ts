import type { CycleSnapshot } from '@zhishou/messages/inspection-events';
import type { Submission } from '@zhishou/rules/document/document-state';
import { INSPECTION_DOCUMENTS } from '@zhishou/rules/inspection/cycle-dates';

export type InspectedMonth = Pick<
  CycleSnapshot,
  'month' | 'planSubmittedAt' | 'summarySubmittedAt' | 'summaryConforming'
>;

/** How plan and summary of a month stand, which are handed in and judged with its inspection. */
export function submissionsOf(code: string, inspected: InspectedMonth | undefined): Submission[] {
  if (!inspected) return [];
  const { planSubmittedAt, summarySubmittedAt, summaryConforming } = inspected;
  return code === INSPECTION_DOCUMENTS.plan
    ? submission(planSubmittedAt, null)
    : submission(summarySubmittedAt, summaryConforming);
}

const submission = (at: string | null, conforming: boolean | null): Submission[] =>
  at === null ? [] : [{ submittedAt: Date.parse(at), conforming }];
