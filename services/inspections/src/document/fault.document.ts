import type { ReportedFault } from '@zhishou/documents/inspection-report.rows';
import { severityOf, TICKET_STATES, UNLISTED } from '@zhishou/platform/document/ticket.words';
import { isListed } from '@zhishou/rules/inspection/paper-reach';
import { isFinal, isWithdrawn } from '@zhishou/rules/ticket-life';
import type { KnownFault } from '../fault/known-faults.js';
import type { MonthFacts } from './month.facts.js';

/** The faults reported in the month, whoever found them, and those that were open when it began. */
export const faultLines = (facts: MonthFacts, known: readonly KnownFault[]): ReportedFault[] =>
  known
    .filter((fault) => !isWithdrawn(fault.state) && isAtHand(fault, facts))
    .map((fault) => ({
      ticket: fault.number,
      equipment: fault.assetCode === null ? UNLISTED : facts.label(fault.assetCode),
      severity: severityOf(facts.contract, fault),
      reportedAt: fault.reportedAt.getTime(),
      repairedAt: (fault.repairedAt ?? fault.closedAt)?.getTime() ?? null,
      cause: fault.cause ?? '',
      state: TICKET_STATES[fault.state] + (isOfBefore(fault, facts) ? '（以往报障）' : ''),
    }));

const isOfBefore = ({ reportedAt }: KnownFault, { cycle }: MonthFacts): boolean =>
  reportedAt.getTime() < cycle.process.from;

function isAtHand({ reportedAt, closedAt, state, at }: KnownFault, { cycle, reach }: MonthFacts): boolean {
  const foundAt = reportedAt.getTime();
  const settledAt = isFinal(state) ? (closedAt ?? at).getTime() : null;
  const { from, to } = cycle.process;
  return foundAt < to && isListed({ foundAt, settledAt, isOwn: foundAt >= from }, reach);
}
