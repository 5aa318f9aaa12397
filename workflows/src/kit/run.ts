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
  type ProcessActivities,
  type ProcessInput,
  type StepRequest,
  stepUpdate,
} from '@zhishou/messages/case-process';
import type { Case, Step } from '@zhishou/rules/life';
import { type CaseKind, CaseProcess } from './case.process.js';

/**
 * A short absence of the database is waited out inside the workflow's task; each four seconds of that cost three events,
 * so a longer one is waited out by a timer. A step fails then, for its caller has given up.
 */
const activities = proxyLocalActivities<ProcessActivities>({
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '12s',
  retry: { initialInterval: '100ms', backoffCoefficient: 2, maximumAttempts: 7 },
});
const singleTry = proxyLocalActivities<ProcessActivities>({
  startToCloseTimeout: '10s',
  retry: { maximumAttempts: 1 },
});

/** Opens the case to its callers. To be called before anything is waited for. */
export function receive<C extends Case, S extends Step>(
  kind: CaseKind<C, S>,
  input: ProcessInput<C>,
): CaseProcess<C, S> {
  const process = new CaseProcess<C, S>(kind, input, activities, singleTry);
  setHandler(stepUpdate, (request) => process.take(request as StepRequest<S>), {
    validator: (request) => process.check(request as StepRequest<S>),
  });
  setHandler(caseQuery, () => process.case);
  return process;
}

/** Any case's process; what it waits for depends on no kind of case. */
type Running = Pick<
  CaseProcess<Case, Step>,
  | 'isOver'
  | 'isDone'
  | 'nextWake'
  | 'claimDueMarks'
  | 'takeOwnStep'
  | 'failures'
  | 'patienceMs'
  | 'openUntil'
  | 'now'
  | 'handOver'
>;

/** Temporal bounds the events and the updates of one run, not those of a process. */
const isRunFull = (): boolean => workflowInfo().continueAsNewSuggested;

/** One wait for all clocks of the case, until it is over. A step that moves no mark leaves the timer alone. */
export async function watchClocks(process: Running): Promise<void> {
  while (!process.isOver() && !isRunFull()) {
    const wake = process.nextWake();
    const ms = wake === null ? null : wake - Date.now();
    if (ms !== null && ms <= 0) {
      const answered = (await process.claimDueMarks()) && (await process.takeOwnStep());
      const goesOn = () => process.failures === 0 || isRunFull();
      if (!answered) await condition(goesOn, process.patienceMs());
      continue;
    }
    const changed = () => process.nextWake() !== wake || process.isOver() || isRunFull();
    await (ms === null ? condition(changed) : condition(changed, ms));
  }
}

/** One timer, whatever is taken meanwhile: no step after the end moves it. */
export async function stayOpen(process: Running): Promise<void> {
  const until = process.openUntil();
  if (until === null) return;
  await condition(isRunFull, Math.max(1, until - process.now()));
}

/** A step under way is finished first: it was promised an answer by this run, and none is left behind. */
export async function endOrGoOn(process: Running): Promise<void> {
  await condition(allHandlersFinished);
  if (!process.isDone()) await continueAsNew(process.handOver());
}
