import type { ProcessInput } from '@zhishou/messages/case-process';
import type { SheetCase, SheetStep } from '@zhishou/rules/score/sheet-case';
import { SHEET } from '@zhishou/rules/score/sheet-process';
import type { CaseKind } from '../kit/case.process.js';
import { endOrGoOn, receive, watchClocks } from '../kit/run.js';
import { activities } from './scoring.activities.js';

const KIND: CaseKind<SheetCase, SheetStep> = { name: 'sheet', life: SHEET };

/** A month's score sheet: scored, objected to or not, confirmed, which locks it. */
export async function scoreSheet(input: ProcessInput<SheetCase>): Promise<void> {
  const process = receive(KIND, input);
  await watchClocks(process);
  await endOrGoOn(process);
}

/** Opens what is to be scored and settled, and settles what can be; run by a schedule. */
export async function openScores(): Promise<void> {
  await activities.openScores();
  await activities.settleContracts();
}
