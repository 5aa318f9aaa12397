import { WorkflowNotFoundError } from '@temporalio/client';
import { OPEN_CYCLES } from '@zhishou/messages/workflow-ids';
import type { CycleStep } from '@zhishou/rules/inspection/cycle-case';
import type { HazardStep } from '@zhishou/rules/inspection/hazard-case';
import type { VisitStep } from '@zhishou/rules/inspection/visit-case';
import type { Month } from '@zhishou/rules/month';
import type { Move, Quarters } from './contract-year.builder.js';
import { refusal } from './running-case.builder.js';

const SUPERVISOR = { id: 'supervisor', role: 'BUREAU_SUPERVISOR' } as const;
const DISPATCHER = { id: 'dispatcher', role: 'PROVIDER_DISPATCHER' } as const;

/** The schedule's workflow, whenever it is run. */
export const openCycles: Move = ({ service }, instant) =>
  service.time.runAtOnce('openInspectionCycles', `${OPEN_CYCLES}-${instant}`);

export const submit =
  (month: Month, quarters: Quarters): Move =>
  (year, instant) => {
    const planId = year.store(month, quarters);
    return year.onCycle(month, instant, { action: 'submitPlan', planId, hash: planId }, DISPATCHER);
  };
export const edit =
  (month: Month, quarters: Quarters): Move =>
  (year, instant) => {
    const planId = year.store(month, quarters);
    return year.onCycle(month, instant, { action: 'editPlan', planId, hash: planId }, SUPERVISOR);
  };
const byBureau =
  (step: CycleStep) =>
  (month: Month): Move =>
  (year, instant) =>
    year.onCycle(month, instant, step, SUPERVISOR);
export const approve = (month: Month, planNo?: number): Move =>
  byBureau({ action: 'approvePlan', planNo })(month);
export const giveBack = byBureau({ action: 'returnPlan' });
export const call = byBureau({ action: 'recordMonthlyCall' });
export const close = byBureau({ action: 'closeCycle' });
export const review = (month: Month, summaryId: string, conforming: boolean): Move =>
  byBureau({ action: 'reviewSummary', summaryId, conforming })(month);
export const jointTest =
  (month: Month, technicians = 1): Move =>
  (year, instant) =>
    year.onCycle(month, instant, { action: 'recordJointTest', technicians }, DISPATCHER);
export const summarize =
  (month: Month, summaryId: string): Move =>
  (year, instant) =>
    year.onCycle(month, instant, { action: 'submitSummary', summaryId, hash: summaryId }, DISPATCHER);

/** By whom the plan sends. */
export const record =
  (id: string): Move =>
  (year, instant) => {
    const { engineerId, round } = year.service.visits.get(id)!.recorded();
    const step: VisitStep = { action: 'recordVisit', recordId: `${id}/${round}`, hash: `${round}` };
    return year.onVisit(id, instant, step, { id: engineerId, role: 'PROVIDER_ENGINEER' });
  };
const reviewed =
  (sign: boolean) =>
  (id: string): Move =>
  (year, instant) => {
    const { recordId } = year.service.visits.get(id)!.recorded().rounds.at(-1)!;
    return year.onVisit(id, instant, { action: 'reviewVisit', recordId, sign }, SUPERVISOR);
  };
export const sign = reviewed(true);
export const reject = reviewed(false);

export const find =
  (hazard: string): Move =>
  ({ service }) =>
    service.openHazard(hazard);
const onHazard =
  (hazard: string, step: HazardStep): Move =>
  ({ service }, instant) => {
    const by = step.action === 'rectifyHazard' ? DISPATCHER : SUPERVISOR;
    return service.hazards.get(hazard)!.takeRecordedAt(instant, { by, step });
  };
export const consent = (hazard: string): Move => onHazard(hazard, { action: 'decideHazard', consent: true });
export const decline = (hazard: string): Move => onHazard(hazard, { action: 'decideHazard', consent: false });
export const rectify = (hazard: string): Move => onHazard(hazard, { action: 'rectifyHazard' });
export const verify = (hazard: string, passed: boolean): Move =>
  onHazard(hazard, { action: 'verifyHazard', passed });

/** It is tried, and refused as things stand. */
export const inVain =
  (move: Move): Move =>
  async (year, instant) => {
    const type = await refusal(move(year, instant) as Promise<never>);
    if (type !== 'CONFLICT') throw new Error(`refused for another reason: ${type}`);
  };

/** It is tried when the process is over: there is nothing left that could take it. */
export const tooLate =
  (move: Move): Move =>
  async (year, instant) => {
    const isOver = await move(year, instant).then(
      () => false,
      (error: unknown) => error instanceof WorkflowNotFoundError,
    );
    if (!isOver) throw new Error('it was taken, or refused for another reason');
  };
