import { patched } from '@temporalio/workflow';
import type { ProcessInput } from '@zhishou/messages/case-process';
import { type DueMark, marksOf } from '@zhishou/rules/clock';
import { HAZARD } from '@zhishou/rules/inspection/hazard';
import type { HazardCase, HazardStep } from '@zhishou/rules/inspection/hazard-case';
import type { CaseKind } from '../kit/case.process.js';
import { endOrGoOn, receive, watchClocks } from '../kit/run.js';

const KIND: CaseKind<HazardCase, HazardStep> = { name: 'hazard', life: HAZARD, marks };

/** A hazard found on a visit: rectified with the bureau's consent, followed until it is gone. */
export async function hazard(input: ProcessInput<HazardCase>): Promise<void> {
  const process = receive(KIND, input);
  await watchClocks(process);
  await endOrGoOn(process);
}

/** A worker of before, which knew no dates, may have taken the step that has set one: it is replayed so. */
function marks({ clocks = [] }: HazardCase): DueMark[] {
  return clocks.length > 0 && patched('hazards-have-dates') ? clocks.flatMap(marksOf) : [];
}
