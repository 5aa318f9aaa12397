import type { ProcessInput } from '@zhishou/messages/case-process';
import type { InstalmentCase, InstalmentStep } from '@zhishou/rules/settlement/instalment-case';
import { INSTALMENT } from '@zhishou/rules/settlement/instalment-process';
import type { SettlementCase, SettlementStep } from '@zhishou/rules/settlement/settlement-case';
import { SETTLEMENT } from '@zhishou/rules/settlement/settlement-process';
import type { CaseKind } from '../kit/case.process.js';
import { endOrGoOn, receive, watchClocks } from '../kit/run.js';

const SETTLEMENT_KIND: CaseKind<SettlementCase, SettlementStep> = { name: 'settlement', life: SETTLEMENT };
const INSTALMENT_KIND: CaseKind<InstalmentCase, InstalmentStep> = { name: 'instalment', life: INSTALMENT };

/** What a contract comes to: known for good once it is over and every month is confirmed. */
export async function settlement(input: ProcessInput<SettlementCase>): Promise<void> {
  const process = receive(SETTLEMENT_KIND, input);
  await watchClocks(process);
  await endOrGoOn(process);
}

/** An instalment: opened, its documents received, applied for within its term, paid. */
export async function instalment(input: ProcessInput<InstalmentCase>): Promise<void> {
  const process = receive(INSTALMENT_KIND, input);
  await watchClocks(process);
  await endOrGoOn(process);
}
