import type {
  OpenClock,
  OpenDue,
  OpenFault,
  OpenMonth,
  OpenOutage,
  OpenRules,
  OpenVisit,
} from '@zhishou/documents/open-month';
import { type Month, monthBounds, monthOf } from '@zhishou/rules/month';
import { clockSegments } from '@zhishou/rules/score/clock-segments';
import type {
  DocumentFact,
  FaultFact,
  PlanFact,
  ScoreFacts,
  VisitFact,
} from '@zhishou/rules/score/facts.types';
import { assetsDown } from '@zhishou/rules/score/month-availability';
import { repeatsOf } from '@zhishou/rules/score/repeats';
import { carrierResolvedAt, passedRound, repairInstant } from '@zhishou/rules/score/resolve-clock';
import type { ScoreContract } from '@zhishou/rules/score/score-contract';
import { lastSeverity } from '@zhishou/rules/score/severity';

const DAY_MS = 24 * 3_600_000;

/** The facts alone: what the sheet came to, and what things are called, is said by who knows it. */
export type OpenFacts = Omit<OpenMonth, 'head' | 'basis' | 'items' | 'performance' | 'service'>;

/**
 * What a month's sheet is computed from, row by row: of each kind what it counts, and what tells whether a fault repeats
 * another. The arithmetic is left to the spreadsheet, but that of sets of spans (`clockSegments`, `assetsDown`).
 */
export function openFacts(contract: ScoreContract, month: Month, facts: ScoreFacts): OpenFacts {
  const window = monthBounds(month);
  const isOf = (own: Month, countIn: Month | null) => (countIn ?? own) === month;
  const dueIn = ({ dueBy, countIn }: PlanFact) => isOf(monthOf(dueBy - 1), countIn);
  const down = assetsDown(contract, month, facts.faults);
  const faults = faultsOf(contract, month, facts.faults);
  return {
    ...{ month, from: window.from, to: window.to, rules: rulesOf(contract) },
    documents: facts.documents.filter(dueIn).map(dueRow),
    plans: facts.plans.filter(dueIn).map(dueRow),
    visits: facts.visits.filter((visit) => isOf(visit.month, visit.countIn)).map(visitRow),
    calls: facts.calls.filter((call) => isOf(call.month, call.countIn)),
    tasks: facts.guarantees
      .filter(({ endsAt, countIn }) => isOf(monthOf(endsAt), countIn))
      .map(({ id, endsAt, fulfilled, countIn }) => ({ id, endsAt, fulfilled, countIn })),
    events: facts.events
      .filter((event) => isOf(event.month, event.countIn))
      .map(({ id, month: own, kind, points, countIn }) => ({ id, month: own, kind, points, countIn })),
    faults: faults.map(faultRow(contract, facts.faults)),
    clocks: faults.flatMap((fault) =>
      clockSegments(fault, contract).map((segment): OpenClock => ({ fault: fault.id, ...segment })),
    ),
    assets: down.map(({ code, subsystem, quantity, period }) => ({ code, subsystem, quantity, ...period })),
    outages: down.flatMap(({ code, down: segments }) =>
      segments.map((segment): OpenOutage => ({ asset: code, ...segment })),
    ),
  };
}

function rulesOf({ points, choices }: ScoreContract): OpenRules {
  const { P1, P2, P3, P4, P5, P6, P7, P8, P9, S1, S2, S3 } = points;
  return {
    points: {
      P1: { of: P1.of, missing: P1.missing, nonconforming: P1.nonconforming },
      P2: { of: P2.of, plan: P2.plan, visit: P2.visit },
      P3: { of: P3.of, each: P3.each },
      P4: { of: P4.of, each: P4.each },
      P5: { of: P5.of, goal: P5.goal, perPoint: P5.perPoint },
      P6: { of: P6.of, goal: P6.goal, perPoint: P6.perPoint },
      P7: { of: P7.of, each: P7.each },
      P8: { of: P8.of, each: P8.each },
      P9: { of: P9.of, each: P9.each },
      S1: { of: S1.of, complaint: S1.complaint, praise: S1.praise },
      S2: { of: S2.of, each: S2.each },
      S3: { of: S3.of },
    },
    choices: {
      perPoint: choices['score.perPoint'],
      late: choices['p1.late'],
      judged: choices['p6.judged'],
      weight: choices['availability.weight'],
      severities: choices['score.severities'],
      repeatWindowMs: choices['repeat.windowDays'] * DAY_MS,
    },
  };
}

const dueRow = (row: PlanFact | DocumentFact): OpenDue => ({
  ...{ id: row.id, dueBy: row.dueBy, submittedAt: row.submittedAt, countIn: row.countIn },
  conforming: 'conforming' in row ? row.conforming : true,
});

function visitRow({ id, month, rounds, countIn }: VisitFact): OpenVisit {
  const last = rounds.at(-1);
  return {
    ...{ id, month, countIn, ...monthBounds(month), recordedAt: last?.recordedAt ?? null },
    rejected: last !== undefined && last.reviewedAt !== null && !last.signed,
  };
}

/** Those that ended no earlier than what one of the month could repeat, and began before its end. */
function faultsOf(contract: ScoreContract, month: Month, faults: readonly FaultFact[]): FaultFact[] {
  const { from, to } = monthBounds(month);
  const taken = faults.filter(({ countIn }) => Object.values(countIn).includes(month));
  const first = Math.min(from, ...taken.map(({ reportedAt }) => reportedAt));
  const since = first - contract.choices['repeat.windowDays'] * DAY_MS;
  return faults.filter((fault) => fault.reportedAt < to && endOf(fault) >= since);
}

const endOf = (fault: FaultFact): number =>
  fault.callback?.answeredAt ??
  passedRound(fault)?.testedAt ??
  carrierResolvedAt(fault) ??
  fault.cancelledAt ??
  Infinity;

function faultRow(contract: ScoreContract, all: readonly FaultFact[]) {
  // what the rows alone do not tell: by unit, or by rows that stand for several
  const isTold = contract.choices['repeat.match'] === 'asset' && all.every(({ copies }) => copies === 1);
  const repeats = isTold ? null : new Set(repeatsOf(contract, all).map(({ fault }) => fault.id));
  return (fault: FaultFact): OpenFault => {
    const { id, asset, coverage, copies, reportedAt, faultType, callback, countIn } = fault;
    const passed = passedRound(fault);
    const closedAt = passed?.testedAt ?? null;
    const byTest = contract.choices['p5.month'] === 'passed';
    return {
      ...{ id, asset, copies, reportedAt, closedAt, type: faultType, ticket: '' },
      severity: lastSeverity(fault),
      covered: coverage !== null && coverage !== 'NOT_COVERED',
      metAt: passed === null || byTest ? closedAt : repairInstant(passed, contract),
      answeredAt: callback?.answeredAt ?? null,
      satisfied: callback?.satisfied ?? false,
      countIn: { P5: countIn.P5 ?? null, P7: countIn.P7 ?? null, P9: countIn.P9 ?? null },
      repeats: repeats && repeats.has(id),
    };
  };
}
