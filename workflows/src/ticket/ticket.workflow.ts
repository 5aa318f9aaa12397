import { patched } from '@temporalio/workflow';
import type { ProcessInput } from '@zhishou/messages/case-process';
import { type DueMark, marksOf, marksWhereverTheyLie } from '@zhishou/rules/clock';
import { TICKET } from '@zhishou/rules/ticket';
import type { TicketCase, TicketStep } from '@zhishou/rules/ticket-case';
import type { CaseKind } from '../kit/case.process.js';
import { endOrGoOn, receive, stayOpen, watchClocks } from '../kit/run.js';

const KIND: CaseKind<TicketCase, TicketStep> = { name: 'ticket', life: TICKET, marks };

type TicketInput = ProcessInput<TicketCase>;

/** A fault: worked on under three clocks until it is closed, then open for the customer's answer and corrections. */
export async function fault(input: TicketInput): Promise<void> {
  const process = receive(KIND, input);
  await watchClocks(process);
  await stayOpen(process);
  await endOrGoOn(process);
}

export async function consultation(input: TicketInput): Promise<void> {
  const process = receive(KIND, input);
  await watchClocks(process);
  await endOrGoOn(process);
}

export async function otherMatter(input: TicketInput): Promise<void> {
  const process = receive(KIND, input);
  await watchClocks(process);
  await endOrGoOn(process);
}

/** A process of before may have acted on a mark that lay where its clock stood still: it is replayed so. */
function marks({ clocks }: TicketCase): DueMark[] {
  const lying = clocks.flatMap(marksOf);
  const before = clocks.flatMap(marksWhereverTheyLie);
  const isSame = before.length === lying.length && before.every(({ at }, index) => at === lying[index]?.at);
  return isSame || patched('marks-lie-where-clocks-run') ? lying : before;
}
