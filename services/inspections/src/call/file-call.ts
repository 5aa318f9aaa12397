import type { Change } from '@zhishou/platform/process/recording';
import type { CycleStep } from '@zhishou/rules/inspection/cycle-case';
import type { EntityManager } from 'typeorm';
import type { Cycle } from '../cycle/cycle.entity.js';
import { fileStored } from '@zhishou/platform/process/file-stored';
import { MonthlyCall } from './call.entity.js';

/** A call is one of its month once the step that names it is recorded. */
export async function fileCall(
  manager: EntityManager,
  { input: { step, details }, at }: Change<Cycle, CycleStep>,
): Promise<void> {
  if (step.action !== 'recordMonthlyCall') return;
  await fileStored(manager, MonthlyCall, String(details.callId), { recordedAt: new Date(at) });
}
