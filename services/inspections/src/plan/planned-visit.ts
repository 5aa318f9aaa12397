import { canonicalJson } from '@zhishou/platform/canonical-json';
import type { PlanDiff } from '@zhishou/rules/inspection/plan-diff';
import type { PlannedVisit } from '@zhishou/rules/inspection/visit-plan';
import type { PlanDiffType, PlannedVisitType } from './plan.types.js';

type VisitContent = Omit<PlannedVisit, 'id'>;

const contentOf = ({ date, place, engineerId, assetCodes }: VisitContent): string =>
  canonicalJson([date, place, engineerId, assetCodes]);

/** The same day, place, engineer and assets, in their order. */
export const isSameVisit = (one: VisitContent, other: VisitContent): boolean =>
  contentOf(one) === contentOf(other);

const assets = (codes: readonly string[]) => codes.map((code) => ({ code }));

export const toPlannedVisit = ({
  id,
  date,
  place,
  engineerId,
  assetCodes,
}: PlannedVisit): PlannedVisitType => ({
  id: id ?? null,
  date,
  place,
  engineer: { id: engineerId },
  assets: assets(assetCodes),
});

export const toPlanDiff = ({ added, removed, moved }: PlanDiff): PlanDiffType => ({
  added: added.map(toPlannedVisit),
  removed: removed.map(toPlannedVisit),
  moved: moved.map(({ from, to, changed, assetsAdded, assetsRemoved }) => ({
    from: toPlannedVisit(from),
    to: toPlannedVisit(to),
    changed,
    assetsAdded: assets(assetsAdded),
    assetsRemoved: assets(assetsRemoved),
  })),
});
