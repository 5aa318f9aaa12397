import type { InspectionReport } from '@zhishou/documents/inspection-report';
import type { EntityManager } from 'typeorm';
import type { Cycle } from '../cycle/cycle.entity.js';
import { MonthlySummary } from '../summary/summary.entity.js';
import { namesOf } from '@zhishou/platform/people/names';
import { preparerOf } from './preparer.js';

/** What the month's summary says, as its report prints it; as good as empty before the first is submitted. */
interface SummaryFacts extends Pick<
  InspectionReport,
  'preparedBy' | 'submittedAt' | 'conclusion' | 'review'
> {
  /** what it says of a finding; empty for nothing */
  handlingOf: (findingId: string) => string;
}

/** Of the summary that the month's case names: another one was refused, replaced, or its step is under way. */
export async function summaryFacts(
  manager: EntityManager,
  { id, process }: Pick<Cycle, 'id' | 'process'>,
): Promise<SummaryFacts> {
  const summary =
    process.summary && (await manager.findOneBy(MonthlySummary, { id: process.summary.summaryId }));
  const nameOf = await namesOf(manager, [summary?.byId, summary?.reviewedById]);
  const said = new Map(summary?.handlings.map(({ findingId, text }) => [findingId, text]));
  return {
    preparedBy: summary ? nameOf(summary.byId) : await preparerOf(manager, id),
    submittedAt: process.summary?.submittedAt ?? null,
    conclusion: summary?.conclusion ?? '',
    review:
      summary?.reviewedAt && summary.conforming !== null
        ? {
            by: nameOf(summary.reviewedById),
            at: summary.reviewedAt.getTime(),
            accepted: summary.conforming,
            opinion: summary.comment ?? '',
          }
        : null,
    handlingOf: (findingId) => said.get(findingId) ?? '',
  };
}
