import { CoverageService } from '@zhishou/inspections/cycle/coverage.service';
import { noteCoverage } from '@zhishou/inspections/cycle/note-coverage';
import { applyPlan } from '@zhishou/inspections/plan/apply-plan';
import type { Surroundings } from '@zhishou/inspections/surroundings';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { createLogger } from '@zhishou/platform/log';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { CycleCase } from '@zhishou/rules/inspection/cycle-case';
import type { VisitCase } from '@zhishou/rules/inspection/visit-case';
import type { Case } from '@zhishou/rules/life';
import type { OpenedService } from './open-service.js';

/** What follows from a case beside the case itself, when it changes. */
export type Follow = (kind: string, before: Case, after: Case) => Promise<void>;

/** What the activities of the inspections' worker work with. */
export const surroundingsOf = ({ db, sender, app }: OpenedService): Surroundings => ({
  db,
  sender,
  coverages: new CoverageService(db, app.get(ContractStore)),
  contracts: app.get<Contract[]>(CONTRACTS),
  log: createLogger('simulate'),
});

const planIn = ({ approvedPlan, to }: CycleCase) => approvedPlan && `${approvedPlan.no} until ${to}`;

const recordIn = ({ rounds }: VisitCase) =>
  rounds.length === 0 ? null : `${rounds.length} ${rounds.at(-1)!.signed}`;

/** As the workflows of months and visits do it: a plan takes effect, what was covered is noted. */
export const followUp =
  (inspections: OpenedService): Follow =>
  async (kind, before, after) => {
    const around = surroundingsOf(inspections);
    const note = (cycleId: string) => noteCoverage(around.db, around.coverages, around.sender, cycleId);
    if (kind === 'cycle') {
      const { cycleId, approvedPlan } = after as CycleCase;
      if (!approvedPlan || planIn(before as CycleCase) === planIn(after as CycleCase)) return;
      await applyPlan(around, cycleId, approvedPlan.no);
      await note(cycleId);
    }
    if (kind === 'visit' && recordIn(before as VisitCase) !== recordIn(after as VisitCase))
      await note((after as VisitCase).cycleId);
  };
