import type { Change } from '@zhishou/platform/process/recording';
import type { CycleStep } from '@zhishou/rules/inspection/cycle-case';
import type { EntityManager } from 'typeorm';
import type { Cycle } from '../cycle/cycle.entity.js';
import { fileStored } from '@zhishou/platform/process/file-stored';
import { Finding } from '../finding/finding.entity.js';
import { MonthlySummary } from './summary.entity.js';

/** A summary is the month's once the step that names it is recorded: so are its words on the findings, and its review. */
export async function fileSummary(
  manager: EntityManager,
  { after, input: { step, details, by }, at }: Change<Cycle, CycleStep>,
): Promise<void> {
  if (step.action === 'submitSummary') {
    const { submittedAt } = after.process.summary!;
    const { summaryId: id } = step;
    await fileStored(manager, MonthlySummary, id, { submittedAt: new Date(submittedAt) });
    const { handlings } = await manager.findOneByOrFail(MonthlySummary, { id });
    for (const { findingId, text } of handlings)
      await manager.update(Finding, { id: findingId }, { handling: text });
  }
  if (step.action === 'reviewSummary') {
    const { conforming } = step;
    const comment = typeof details.comment === 'string' ? details.comment : null;
    const review = { conforming, comment, reviewedAt: new Date(at), reviewedById: by.id };
    await manager.update(MonthlySummary, { id: step.summaryId }, review);
  }
}
