import { inBatches } from '@zhishou/platform/db/batches';
import type { Change } from '@zhishou/platform/process/recording';
import type { VisitStep } from '@zhishou/rules/inspection/visit-case';
import type { EntityManager } from 'typeorm';
import { fileStored } from '@zhishou/platform/process/file-stored';
import { fileFindings } from '../finding/file-findings.js';
import { CheckEntry } from '../visit/check-entry.entity.js';
import type { Visit } from '../visit/visit.entity.js';
import { VisitRecord } from './record.entity.js';

/** A record is one of its visit's once the step that names it is taken: its entries, and what they turned up. */
export async function fileRecord(
  manager: EntityManager,
  { before, input, at }: Change<Visit, VisitStep>,
): Promise<void> {
  if (input.step.action !== 'recordVisit') return;
  const { round, id: visitId } = before;
  const { recordId } = input.step;
  await fileStored(manager, VisitRecord, recordId, { round });
  const { content } = await manager.findOneByOrFail(VisitRecord, { id: recordId });
  const entries = content.results.map(({ assetCode, item, result, note }): CheckEntry => ({
    visitId,
    round,
    assetCode,
    item,
    result,
    note: note ?? null,
  }));
  await inBatches(manager, CheckEntry, entries, (batch) =>
    manager.createQueryBuilder().insert().into(CheckEntry).values(batch).execute(),
  );
  await fileFindings(manager, before, content.accompaniedById, content.results, new Date(at));
}
