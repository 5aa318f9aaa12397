import type { InspectionActivities } from '@zhishou/messages/inspection';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import type { Logger } from '@zhishou/platform/log';
import type { StepSender } from '@zhishou/platform/process/step.sender';
import { beating } from '@zhishou/platform/temporal/beating';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { Month } from '@zhishou/rules/month';
import type { DataSource } from 'typeorm';
import type { CoverageService } from './cycle/coverage.service.js';
import { endCycles } from './cycle/end-cycles.js';
import { noteCoverage } from './cycle/note-coverage.js';
import { cyclesDue, openCycle } from './cycle/open-cycle.js';
import { applyPlan } from './plan/apply-plan.js';

export interface Surroundings {
  db: DataSource;
  sender: StepSender;
  coverages: CoverageService;
  contracts: readonly Contract[];
  log: Logger;
}

/** What the processes of inspections bring about beside their own case. */
export const inspectionActivities = ({
  db,
  sender,
  coverages,
  contracts,
  log,
}: Surroundings): InspectionActivities => ({
  openCycles: () =>
    beating(async () => {
      for (const contract of contracts) await endCycles(db, sender, contract);
      return inTransaction(db, async (manager) => {
        const now = await databaseNow(manager);
        const opened: Month[] = [];
        for (const contract of contracts)
          for (const dates of await cyclesDue(manager, contract, now))
            if (await openCycle(manager, contract, dates, now)) opened.push(dates.month);
        if (opened.length > 0) log.info({ months: opened }, 'months are open to be planned');
        return opened;
      });
    }),
  applyPlan: ({ cycleId, planNo }) =>
    beating(async () => {
      await applyPlan(db, sender, cycleId, planNo);
      // a month that ended early may be covered no more, or by what was made until then
      await noteCoverage(db, coverages, sender, cycleId);
    }),
  noteCoverage: ({ cycleId }) => beating(() => noteCoverage(db, coverages, sender, cycleId)),
});
