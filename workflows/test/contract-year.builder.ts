import type { StepRequest } from '@zhishou/messages/case-process';
import { clockState } from '@zhishou/rules/clock';
import { formatFraction } from '@zhishou/rules/fraction';
import type { CycleCase, CycleStep } from '@zhishou/rules/inspection/cycle-case';
import type { HazardCase } from '@zhishou/rules/inspection/hazard-case';
import { isHazardSettled } from '@zhishou/rules/inspection/hazard-life';
import { assetsDue, inspectionSpan, WHOLE_CONTRACT } from '@zhishou/rules/inspection/inspected-month';
import type { VisitStep } from '@zhishou/rules/inspection/visit-case';
import { DAY_MS, type Month, monthBounds } from '@zhishou/rules/month';
import type { ToldMark } from './fake-database.js';
import type { FakeInspections, PlannedVisit } from './fake-inspections.js';
import { SHAOGUAN } from './shaoguan.builder.js';

/** By the names of its visits: who goes, and to which quarters of the equipment, from 1. */
export type Quarters = Record<string, [engineerId: string, ...quarters: number[]]>;

/** What somebody does at an instant (ms). */
export type Move = (year: ContractYear, instant: number) => Promise<unknown>;

/** What became of a month by the end of the contract. */
export interface MonthFacts {
  state: string;
  /** the version in force and whose it is */
  plan: string | null;
  /** of the month and its visits, as `MM-DD HH:mm CLOCK MARK` */
  told: string[];
  /** the clocks that were not met in time */
  lateOrMissing: string[];
  /** state and rounds of each */
  visits: Record<string, string>;
  /** of all that were to be inspected */
  coverage: string;
  summary: 'accepted' | 'nonconforming' | 'missing';
  /** at its end */
  openHazards: string[];
}

const MINUTE_MS = 60_000;

const shanghai = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);

/** The inspections of the Shaoguan contract, in the days of the contract. */
export class ContractYear {
  constructor(readonly service: FakeInspections) {}

  async begin(text: string): Promise<void> {
    const behind = (await this.service.time.database.now()) - shanghai(text);
    this.service.shiftMs = Math.max(0, Math.ceil(behind / DAY_MS)) * DAY_MS;
    await this.until(text);
  }

  until = (text: string): Promise<void> => this.service.time.skipTo(this.instant(text));

  instant = (text: string): number => shanghai(text) + this.service.shiftMs;

  async at(text: string, move: Move): Promise<void> {
    await this.until(text);
    await move(this, this.instant(text)).catch((cause: unknown) => {
      throw new Error(`what was to be done at ${text} failed`, { cause });
    });
  }

  async onCycle(month: Month, instant: number, step: CycleStep, by: StepRequest['by']): Promise<void> {
    const cycle = this.service.cycles.get(month)!;
    await cycle.takeRecordedAt(instant, { by, step });
    await cycle.settled();
  }

  async onVisit(id: string, instant: number, step: VisitStep, by: StepRequest['by']): Promise<void> {
    const visit = this.service.visits.get(id)!;
    await visit.takeRecordedAt(instant, { by, step });
    await visit.settled();
  }

  /** @returns the id of the stored plan */
  store(month: Month, quarters: Quarters): string {
    const span = inspectionSpan(SHAOGUAN, month, WHOLE_CONTRACT);
    const codes = assetsDue(SHAOGUAN, span).map(({ code }) => code);
    const cut = (quarter: number): number => Math.floor((quarter * codes.length) / 4);
    const visits = Object.entries(quarters).map(([name, [engineerId, ...own]]): PlannedVisit => ({
      id: `${month}/${name}`,
      engineerId,
      assetCodes: own.flatMap((quarter) => codes.slice(cut(quarter - 1), cut(quarter))),
    }));
    const planId = `${month}/plan-${this.service.plans.size}`;
    this.service.plans.set(planId, visits);
    return planId;
  }

  async facts(month: Month): Promise<MonthFacts> {
    const now = await this.service.time.database.now();
    const cycle = this.service.cycles.get(month)!;
    const { state, approvedPlan, clocks, summary } = await cycle.case();
    const visits = this.service.visitsOf(month);
    const told = [cycle, ...visits].flatMap(({ marks }) => marks).sort(byMinute);
    return {
      state,
      plan: approvedPlan && `${approvedPlan.no} ${approvedPlan.by}`,
      told: told.map(({ at, clock, mark }) => `${this.textOf(at)} ${clock} ${mark}`),
      lateOrMissing: clocks
        .map((clock) => `${clock.kind} ${clockState(clock, now)}`)
        .filter((text) => !text.endsWith(' MET')),
      visits: Object.fromEntries(
        await Promise.all(
          visits.map(async (visit): Promise<[string, string]> => {
            const { state, rounds } = await visit.case();
            return [visit.caseId.slice(month.length + 1), `${state} ${rounds.length}`];
          }),
        ),
      ),
      coverage: formatFraction(this.service.coverageOf(month)),
      summary: summaryOf(summary),
      openHazards: this.openHazards(monthBounds(month).to + this.service.shiftMs),
    };
  }

  private openHazards(instant: number): string[] {
    return [...this.service.hazards.values()]
      .map((hazard): HazardCase => hazard.recorded(instant))
      .filter(({ proposedAt, state }) => proposedAt <= instant && !isHazardSettled(state))
      .map(({ hazardId, state, round }) => `${hazardId} ${state} ${round}`);
  }

  private textOf(instant: number): string {
    const local = new Date(instant - this.service.shiftMs + 8 * 3_600_000).toISOString();
    return local.slice(5, 16).replace('T', ' ');
  }
}

type Told = Pick<ToldMark, 'at' | 'clock'>;

/** What is told within a minute, by its clock. */
const byMinute = (a: Told, b: Told): number =>
  Math.floor(a.at / MINUTE_MS) - Math.floor(b.at / MINUTE_MS) || a.clock.localeCompare(b.clock);

const summaryOf = (summary: CycleCase['summary']): MonthFacts['summary'] =>
  summary === null ? 'missing' : summary.conforming ? 'accepted' : 'nonconforming';
