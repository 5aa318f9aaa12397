import type { ProcessInput } from '@zhishou/messages/case-process';
import { MEASURE } from '@zhishou/rules/inspection/measure';
import type { MeasureCase, MeasureStep } from '@zhishou/rules/inspection/measure-case';
import type { CaseKind } from '../kit/case.process.js';
import { endOrGoOn, receive, watchClocks } from '../kit/run.js';

const KIND: CaseKind<MeasureCase, MeasureStep> = { name: 'measure', life: MEASURE };

/** A preventive measure: done by whoever is responsible until its day is over, verified by somebody else, or dropped. */
export async function measure(input: ProcessInput<MeasureCase>): Promise<void> {
  const process = receive(KIND, input);
  await watchClocks(process);
  await endOrGoOn(process);
}
