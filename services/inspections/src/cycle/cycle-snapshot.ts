import type { CycleSnapshot } from '@zhishou/messages/inspection-events';
import { dueAt } from '@zhishou/rules/clock';
import type { CycleClock } from '@zhishou/rules/inspection/cycle-life';
import type { Cycle } from './cycle.entity.js';

const iso = (at: number | null | undefined): string | null =>
  at == null ? null : new Date(at).toISOString();

/** When something of the month is due, ms; null: it is not asked for. */
export function dueOf({ process }: Pick<Cycle, 'process'>, kind: CycleClock): number | null {
  const clock = process.clocks.find((one) => one.kind === kind);
  return clock ? dueAt(clock, clock.startedAt) : null;
}

/** The month's public state for an event. */
export const cycleSnapshot = (cycle: Cycle): CycleSnapshot => ({
  id: cycle.id,
  contractId: cycle.contractId,
  contractVersion: cycle.contractVersion,
  month: cycle.month,
  state: cycle.state,
  version: cycle.version,
  planNo: cycle.process.plan?.no ?? null,
  planSubmittedAt: iso(cycle.process.planSubmittedAt),
  planDueAt: iso(dueOf(cycle, 'PLAN')),
  summarySubmittedAt: iso(cycle.process.summary?.submittedAt),
  summaryConforming: cycle.process.summary?.conforming ?? null,
  jointTests: cycle.process.jointTests,
  calls: cycle.process.calls,
  closedAt: iso(cycle.process.closedAt),
});
