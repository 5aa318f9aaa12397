import { allHandlersFinished, condition, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import {
  caseQuery,
  type StepRequest,
  stepUpdate,
  type TicketActivities,
  type TicketWorkflowInput,
} from '@zhishou/messages/ticket-workflow';
import { callbackUntil } from '@zhishou/rules/ticket-case';
import { TicketProcess } from './ticket.state.js';

const activities = proxyLocalActivities<TicketActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '100ms', backoffCoefficient: 2, maximumInterval: '10s' },
});

/** A fault: worked on under three clocks until it is closed, then open for the customer's answer. */
export async function fault(input: TicketWorkflowInput): Promise<void> {
  const process = receive(input);
  await watchClocks(process);
  await awaitCallback(process);
  await condition(allHandlersFinished);
}

export async function consultation(input: TicketWorkflowInput): Promise<void> {
  await watchClocks(receive(input));
  await condition(allHandlersFinished);
}

export async function otherMatter(input: TicketWorkflowInput): Promise<void> {
  await watchClocks(receive(input));
  await condition(allHandlersFinished);
}

function receive(input: TicketWorkflowInput): TicketProcess {
  const process = new TicketProcess(input.case, activities);
  setHandler(stepUpdate, (request) => process.take(request), {
    validator: (request: StepRequest) => process.check(request),
  });
  setHandler(caseQuery, () => process.ticket);
  return process;
}

/** One wait for all clocks of the ticket, until it is over. A step that moves no mark leaves the timer alone. */
async function watchClocks(process: TicketProcess): Promise<void> {
  while (!process.isOver()) {
    const wake = process.nextWake();
    const ms = wake === null ? null : wake - Date.now();
    if (ms !== null && ms <= 0) {
      await process.claimDueMarks();
      continue;
    }
    const changed = () => process.nextWake() !== wake || process.isOver();
    await (ms === null ? condition(changed) : condition(changed, ms));
  }
}

async function awaitCallback(process: TicketProcess): Promise<void> {
  const until = callbackUntil(process.ticket);
  if (until !== null)
    await condition(() => process.ticket.callback !== null, Math.max(1, until - process.now()));
}
