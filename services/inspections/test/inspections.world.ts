import { fileURLToPath } from 'node:url';
import { addDays, dayOf } from '@zhishou/rules/month';
import { openWorld, ServiceWorld } from '@zhishou/testkit/service-world';
import { InspectionsModule } from '../src/inspections.module.js';
import { inspectionsDatabase } from '../src/inspections.database.js';
import { processProbes } from '@zhishou/platform/process/process.probes';
import type { Who } from '@zhishou/testkit/people';

export const CONTRACT_DIR = fileURLToPath(new URL('../../../contracts/shaoguan-2026', import.meta.url));
const WORKER = fileURLToPath(new URL('../dist/worker.js', import.meta.url));

export interface PlannedVisit {
  id?: string;
  date: string;
  place: string;
  engineerId: string;
  assetCodes: string[];
}

export interface CycleView {
  month: string;
  state: string;
  planVersion: number;
  allowedActions: string[];
  plans: { version: number; visits: { id: string }[] }[];
  visits: { id: string; date: string; place: string; state: string; engineer: { id: string } }[];
  coverage: { percent: number };
  dueDates: { kind: string; dueAt: string; metAt: string | null; overdueAt: string | null }[];
}

const VIEW = `month state planVersion allowedActions plans { version visits { id } }
  visits { id date place state engineer { id } } coverage { percent } dueDates { kind dueAt metAt overdueAt }`;

const MUTATIONS = {
  submitInspectionPlan: 'SubmitPlanInput',
  reviewInspectionPlan: 'ReviewPlanInput',
} as const;

export const mutation = (name: keyof typeof MUTATIONS): string =>
  `mutation ($input: ${MUTATIONS[name]}!) { ${name}(input: $input) { ${VIEW} } }`;

/** The service under the Shaoguan contract, signed two months ago, so that this month is one of its middle. */
export class InspectionsWorld extends ServiceWorld {
  static async open(): Promise<InspectionsWorld> {
    const parts = await openWorld({
      service: { name: 'inspections', module: InspectionsModule, probes: processProbes },
      database: inspectionsDatabase,
      env: {
        CONTRACT_DIR,
        CONTRACT_SIGNED_ON: addDays(dayOf(Date.now()), -60),
      },
    });
    return new InspectionsWorld(parts, WORKER);
  }

  async change(who: Who, name: keyof typeof MUTATIONS, input: object): Promise<CycleView> {
    const data = await this.ask<Record<string, CycleView>>(who, mutation(name), { input });
    return data[name]!;
  }

  async cycle(month: string, who: Who = 'supervisor'): Promise<CycleView | null> {
    const source = `query ($month: Month!) { inspectionCycle(month: $month) { ${VIEW} } }`;
    return (await this.ask<{ inspectionCycle: CycleView | null }>(who, source, { month })).inspectionCycle;
  }

  /** A plan for the month that nothing is wrong with. */
  async proposed(month: string): Promise<PlannedVisit[]> {
    const source = `query ($month: Month!) { proposedInspectionPlan(month: $month) {
      date place engineer { id } assets { code } } }`;
    const { proposedInspectionPlan } = await this.ask<{
      proposedInspectionPlan: {
        date: string;
        place: string;
        engineer: { id: string };
        assets: { code: string }[];
      }[];
    }>('dispatcher', source, { month });
    return proposedInspectionPlan.map(({ date, place, engineer, assets }) => ({
      date,
      place,
      engineerId: engineer.id,
      assetCodes: assets.map(({ code }) => code),
    }));
  }
}
