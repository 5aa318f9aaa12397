import type { Change } from '@zhishou/platform/process/recording';
import type { CycleStep } from '@zhishou/rules/inspection/cycle-case';
import type { EntityManager } from 'typeorm';
import type { Cycle } from '../cycle/cycle.entity.js';
import { fileStored } from '@zhishou/platform/process/file-stored';
import { JointTest } from './joint-test.entity.js';

/** A joint test is one of its month once the step that names it is recorded. */
export async function fileJointTest(
  manager: EntityManager,
  { input: { step, details }, at }: Change<Cycle, CycleStep>,
): Promise<void> {
  if (step.action !== 'recordJointTest') return;
  await fileStored(manager, JointTest, String(details.jointTestId), { recordedAt: new Date(at) });
}
