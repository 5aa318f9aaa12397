import type { InspectionActivities } from '@zhishou/messages/inspection';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { cycleWorkflowId, hazardWorkflowId, visitWorkflowId } from '@zhishou/messages/workflow-ids';
import type { Fraction } from '@zhishou/rules/fraction';
import { CYCLE } from '@zhishou/rules/inspection/cycle';
import {
  type CycleCase,
  cycleRulesOf,
  type CycleStep,
  openCycle,
} from '@zhishou/rules/inspection/cycle-case';
import { type CycleDates, cycleDates, cycleMonths } from '@zhishou/rules/inspection/cycle-dates';
import { HAZARD } from '@zhishou/rules/inspection/hazard';
import {
  type HazardCase,
  hazardRulesOf,
  type HazardStep,
  openHazard,
} from '@zhishou/rules/inspection/hazard-case';
import { WHOLE_CONTRACT } from '@zhishou/rules/inspection/inspected-month';
import { coverageRate } from '@zhishou/rules/inspection/plan-coverage';
import { VISIT } from '@zhishou/rules/inspection/visit';
import { isCompleted, openVisit, type VisitCase, type VisitStep } from '@zhishou/rules/inspection/visit-case';
import { isVisitFinal } from '@zhishou/rules/inspection/visit-permission';
import type { Month } from '@zhishou/rules/month';
import { InspectionCase } from './inspection-case.builder.js';
import { SHAOGUAN } from './shaoguan.builder.js';
import { type TimeSkipping, useTimeSkipping } from './time-skipping.js';

export interface PlannedVisit {
  id: string;
  engineerId: string;
  assetCodes: string[];
}

type Visit = InspectionCase<VisitCase, VisitStep> & { planned: PlannedVisit };

const BY_SYSTEM = { id: 'system', role: 'BOT' } as const;

/** Stands for the service: opens the cases and does what the processes bring about, as it does. */
export class FakeInspections implements InspectionActivities {
  time!: TimeSkipping;
  /** so much later than the contract says does everything happen, ms: the server begins now */
  shiftMs = 0;
  readonly cycles = new Map<Month, InspectionCase<CycleCase, CycleStep>>();
  readonly visits = new Map<string, Visit>();
  readonly hazards = new Map<string, InspectionCase<HazardCase, HazardStep>>();
  /** by their ids */
  readonly plans = new Map<string, PlannedVisit[]>();
  private failing = 0;

  /** What processes ask of it beside their steps and marks. */
  failNextCalls(count: number): void {
    this.failing = count;
  }

  openCycles = async (): Promise<Month[]> => {
    const now = await this.time.database.now();
    const due = cycleMonths(SHAOGUAN, WHOLE_CONTRACT)
      .filter((month) => !this.cycles.has(month))
      .map((month) => this.datesOf(month))
      .filter(({ opensAt }) => opensAt <= now);
    for (const dates of due) {
      const opened = openCycle(`shaoguan-2026/${dates.month}`, dates, cycleRulesOf(SHAOGUAN));
      const cycle = new InspectionCase(this.time, CYCLE, opened, cycleWorkflowId(opened.cycleId));
      this.cycles.set(dates.month, cycle);
      await cycle.open('inspectionCycle');
    }
    return due.map(({ month }) => month);
  };

  applyPlan = async ({ cycleId, planNo }: { cycleId: string; planNo: number }): Promise<void> => {
    this.answer();
    const month = monthOf(cycleId);
    const { approvedPlan } = this.cycles.get(month)!.recorded();
    if (approvedPlan?.no !== planNo) return;
    const planned = new Map(this.plans.get(approvedPlan.planId)!.map((visit) => [visit.id, visit]));
    for (const visit of this.visitsOf(month)) {
      const { state, ...recorded } = visit.recorded();
      if (isVisitFinal({ state, ...recorded }) || state === 'RECORDED') continue;
      const next = planned.get(visit.caseId);
      // as the service does: repeating it changes nothing
      if (next && JSON.stringify(next) === JSON.stringify(visit.planned)) continue;
      const { engineerId } = next ?? visit.planned;
      if (next) visit.planned = next;
      const step: VisitStep = next ? { action: 'replanVisit', engineerId } : { action: 'cancelVisit' };
      await visit.take({ by: BY_SYSTEM, step }, { stepId: `${visit.caseId}/${planNo}` });
    }
    for (const visit of planned.values()) if (!this.visits.has(visit.id)) await this.openVisit(month, visit);
  };

  noteCoverage = async ({ cycleId }: { cycleId: string }): Promise<void> => {
    this.answer();
    const month = monthOf(cycleId);
    const cycle = this.cycles.get(month)!;
    const { clocks, version } = cycle.recorded();
    const { numerator, denominator } = this.coverageOf(month);
    const complete = numerator === denominator;
    if (complete === (clocks.find(({ kind }) => kind === 'COVERAGE')!.metAt !== null)) return;
    const step: CycleStep = { action: 'noteCoverage', complete };
    await cycle.take({ by: BY_SYSTEM, step }, { stepId: `${cycleId}/${version}/${complete}` });
  };

  async openHazard(name: string): Promise<void> {
    const opened = openHazard(name, await this.time.database.now(), hazardRulesOf(SHAOGUAN.choices));
    const hazard = new InspectionCase(this.time, HAZARD, opened, hazardWorkflowId(name));
    this.hazards.set(name, hazard);
    await hazard.open('hazard');
  }

  visitsOf = (month: Month): Visit[] =>
    [...this.visits.values()].filter(({ caseId }) => caseId.startsWith(month));

  coverageOf(month: Month): Fraction {
    const completed = this.visitsOf(month).filter((visit) => isCompleted(visit.recorded()));
    return coverageRate(
      { contract: SHAOGUAN, month, kept: WHOLE_CONTRACT },
      completed.map(({ planned }) => planned),
    );
  }

  private answer(): void {
    if (this.failing === 0) return;
    this.failing -= 1;
    throw new Error('connection refused');
  }

  private async openVisit(month: Month, planned: PlannedVisit): Promise<void> {
    const { id, engineerId } = planned;
    const cycle = this.cycles.get(month)!.recorded();
    const facts = { visitId: id, cycleId: cycle.cycleId, engineerId };
    const opened = openVisit(facts, cycle, await this.time.database.now());
    const visit = new InspectionCase(this.time, VISIT, opened, visitWorkflowId(id));
    this.visits.set(id, Object.assign(visit, { planned }));
    await visit.open('visit');
  }

  /** Every number among a month's dates is an instant. */
  private datesOf(month: Month): CycleDates {
    const later = (_field: string, value: unknown) =>
      typeof value === 'number' ? value + this.shiftMs : value;
    return JSON.parse(JSON.stringify(cycleDates(SHAOGUAN, month, WHOLE_CONTRACT)), later) as CycleDates;
  }
}

const monthOf = (cycleId: string): Month => cycleId.slice(cycleId.indexOf('/') + 1);

/** A service for the tests of this file, and time to skip. */
export function useInspections(): FakeInspections {
  const service = new FakeInspections();
  const { openCycles, applyPlan, noteCoverage } = service;
  service.time = useTimeSkipping(
    { activities: { openCycles, applyPlan, noteCoverage } },
    TASK_QUEUES.inspections,
  );
  return service;
}
