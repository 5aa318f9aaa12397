import {
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import {
  caseQuery,
  type StepRequest,
  stepUpdate,
  type TicketActivities,
  type TicketWorkflowInput,
} from '@zhishou/messages/ticket-workflow';
import { openUntil } from '@zhishou/rules/ticket-case';
import { TicketProcess } from './ticket.state.js';

/**
 * A short absence of the database is waited out inside the workflow's task; each four seconds of that cost three events,
 * so a longer one is waited out by a timer. A step fails then, for its caller has given up.
 */
const activities = proxyLocalActivities<TicketActivities>({
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '12s',
  retry: { initialInterval: '100ms', backoffCoefficient: 2, maximumAttempts: 7 },
});
const singleTry = proxyLocalActivities<TicketActivities>({
  startToCloseTimeout: '10s',
  retry: { maximumAttempts: 1 },
});

/** A fault: worked on under three clocks until it is closed, then open for the customer's answer and corrections. */
export async function fault(input: TicketWorkflowInput): Promise<void> {
  const process = receive(input);
  await watchClocks(process);
  await stayOpen(process);
  await endOrGoOn(process);
}

export async function consultation(input: TicketWorkflowInput): Promise<void> {
  const process = receive(input);
  await watchClocks(process);
  await endOrGoOn(process);
}

export async function otherMatter(input: TicketWorkflowInput): Promise<void> {
  const process = receive(input);
  await watchClocks(process);
  await endOrGoOn(process);
}

function receive(input: TicketWorkflowInput): TicketProcess {
  const process = new TicketProcess(input, activities, singleTry);
  setHandler(stepUpdate, (request) => process.take(request), {
    validator: (request: StepRequest) => process.check(request),
  });
  setHandler(caseQuery, () => process.ticket);
  return process;
}

/** Temporal bounds the events and the updates of one run, not those of a process. */
const isRunFull = (): boolean => workflowInfo().continueAsNewSuggested;

/** One wait for all clocks of the ticket, until it is over. A step that moves no mark leaves the timer alone. */
async function watchClocks(process: TicketProcess): Promise<void> {
  while (!process.isOver() && !isRunFull()) {
    const wake = process.nextWake();
    const ms = wake === null ? null : wake - Date.now();
    if (ms !== null && ms <= 0) {
      const answered = await process.claimDueMarks();
      const goesOn = () => process.failures === 0 || isRunFull();
      if (!answered) await condition(goesOn, process.patienceMs());
      continue;
    }
    const changed = () => process.nextWake() !== wake || process.isOver() || isRunFull();
    await (ms === null ? condition(changed) : condition(changed, ms));
  }
}

/** One timer, whatever is taken meanwhile: no step after the closing moves the end. */
async function stayOpen(process: TicketProcess): Promise<void> {
  const until = openUntil(process.ticket);
  if (until === null) return;
  await condition(isRunFull, Math.max(1, until - process.now()));
}

/** A step under way is finished first: it was promised an answer by this run, and none is left behind. */
async function endOrGoOn(process: TicketProcess): Promise<void> {
  await condition(allHandlersFinished);
  if (!process.isDone()) await continueAsNew<typeof fault>(process.handOver());
}
