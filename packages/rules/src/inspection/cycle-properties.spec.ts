import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AUGUST, augustOpened, DISPATCHER, SUPERVISOR, SYSTEM, taker } from '../../test/cycle.builder.js';
import { factsOf, plainPlan } from '../../test/inspection.builder.js';
import { marksOf } from '../clock.js';
import { CYCLE, nextCycleStep } from './cycle.js';
import type { CycleCase, CycleStep } from './cycle-case.js';
import { CYCLE_ACTIONS, type CycleAction } from './cycle-life.js';
import { cycleActions } from './cycle-permission.js';
import { planProblems, type PlannedVisit } from './visit-plan.js';

const HOUR = 3_600_000;
const FACTS = factsOf('2026-08');
const WHOLE = plainPlan(FACTS);

/** Mostly something that is possible then, mostly with a whole plan, on the version that is the latest. */
const tries = fc.array(
  fc.record({
    choice: fc.nat(),
    visits: fc.oneof(fc.subarray(WHOLE), fc.constant(WHOLE), fc.constant(WHOLE)),
    stale: fc.constantFrom(false, false, false, false, true),
    wild: fc.constantFrom(false, false, false, false, true),
    after: fc.constantFrom(0, 0, 12, 24, 100, 400),
    flag: fc.boolean(),
  }),
  { size: 'large', maxLength: 30 },
);
interface Try {
  choice: number;
  visits: PlannedVisit[];
  stale: boolean;
  wild: boolean;
  after: number;
  flag: boolean;
}

const TAKERS = [DISPATCHER, SUPERVISOR, SYSTEM];

function actionOf(cycle: CycleCase, { choice, wild }: Try, now: number): CycleAction {
  const possible = TAKERS.flatMap((one) => cycleActions(cycle, one, now));
  const choices = wild || possible.length === 0 ? CYCLE_ACTIONS : possible;
  return choices[choice % choices.length]!;
}

function stepOf(
  cycle: CycleCase,
  action: CycleAction,
  { stale, flag }: Pick<Try, 'stale' | 'flag'>,
  planId: string,
): CycleStep {
  const planNo = (cycle.plan?.no ?? 0) - (stale ? 1 : 0);
  switch (action) {
    case 'submitPlan':
      return { action, planId, hash: planId };
    case 'editPlan':
      return { action, planId, hash: planId, planNo };
    case 'approvePlan':
    case 'returnPlan':
      return { action, planNo };
    case 'endEarly':
      return { action, endsAt: cycle.to - (flag ? 20 * 24 * HOUR : 0) };
    case 'noteCoverage':
      return { action, complete: flag };
    case 'recordJointTest':
      return { action, technicians: flag ? 1 : 0 };
    case 'submitSummary':
      return { action, summaryId: planId, hash: planId };
    case 'reviewSummary':
      return { action, summaryId: cycle.summary?.summaryId ?? '', conforming: flag };
    case 'beginExecution':
    case 'recordMonthlyCall':
    case 'endMonth':
    case 'closeCycle':
      return { action };
  }
}

/** The month as a service keeps it: a plan is checked and stored before the step that names it is taken. */
function* lived(
  all: Try[],
): Generator<{ before: CycleCase; cycle: CycleCase; now: number; stored: Map<string, PlannedVisit[]> }> {
  let [cycle, now] = [augustOpened(), AUGUST.opensAt];
  const stored = new Map<string, PlannedVisit[]>();
  for (const [index, one] of all.entries()) {
    now += one.after * HOUR;
    const step = stepOf(cycle, actionOf(cycle, one, now), one, `${index}`);
    if ('planId' in step) {
      if (planProblems(FACTS, one.visits).length > 0) continue;
      stored.set(step.planId, one.visits);
    }
    if (CYCLE.refusal(cycle, step, taker(step), now)) continue;
    const before = cycle;
    cycle = CYCLE.apply(cycle, step, now);
    yield { before, cycle, now, stored };
  }
}

describe('whatever the order of submit, edit, return and approve', () => {
  it('the plan in force covers every asset in period, and versions only grow', () => {
    fc.assert(
      fc.property(tries, (all) => {
        for (const { before, cycle, stored } of lived(all)) {
          if (cycle.approvedPlan)
            expect(planProblems(FACTS, stored.get(cycle.approvedPlan.planId) ?? [])).toEqual([]);
          const executing = cycle.state === 'PLAN_APPROVED' || cycle.state === 'EXECUTING';
          if (executing) expect(cycle.approvedPlan).toEqual(cycle.plan);
          const grown = (cycle.plan?.no ?? 0) - (before.plan?.no ?? 0);
          expect(grown).toBe(cycle.plan?.planId === before.plan?.planId ? 0 : 1);
          expect(cycle.approvedPlan?.no ?? 0).toBeGreaterThanOrEqual(before.approvedPlan?.no ?? 0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of two decisions about one plan, one wins', () => {
    const decisions = ['approvePlan', 'returnPlan'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...decisions), fc.constantFrom(...decisions), (one, other) => {
        const now = AUGUST.opensAt;
        const submitted = CYCLE.apply(augustOpened(), { action: 'submitPlan', planId: 'p', hash: 'h' }, now);
        const by = taker({ action: one, planNo: 1 });
        expect(CYCLE.refusal(submitted, { action: one, planNo: 1 }, by, now)).toBeNull();
        const decided = CYCLE.apply(submitted, { action: one, planNo: 1 }, now);
        expect(CYCLE.refusal(decided, { action: other, planNo: 1 }, by, now)?.code).toBe('CONFLICT');
      }),
    );
  });
});

describe('whatever happens in a month', () => {
  it('its steps are counted, its first submission kept, and no mark that stood is taken back', () => {
    fc.assert(
      fc.property(tries, (all) => {
        let standing: unknown[] = [];
        for (const { before, cycle, now } of lived(all)) {
          expect(cycle.version).toBe(before.version + 1);
          if (before.planSubmittedAt !== null) expect(cycle.planSubmittedAt).toBe(before.planSubmittedAt);
          const marks = cycle.clocks.flatMap((clock) => marksOf(clock));
          expect(marks).toEqual(expect.arrayContaining(standing));
          standing = marks.filter(({ at }) => at < now);
          expect(CYCLE.isFinal(cycle)).toBe(cycle.closedAt !== null);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('what is offered can be done, and the system always finds its way to the summary', () => {
    fc.assert(
      fc.property(tries, (all) => {
        let cycle = augustOpened();
        for (const { cycle: next, now } of lived(all)) {
          cycle = next;
          for (const action of cycleActions(cycle, taker({ action: 'closeCycle' }), now)) {
            const step = stepOf(cycle, action, { stale: false, flag: true }, 'x');
            expect(CYCLE.refusal(cycle, step, taker({ action: 'closeCycle' }), now)).toBeNull();
          }
        }
        for (let next = nextCycleStep(cycle); next; next = nextCycleStep(cycle)) {
          expect(CYCLE.refusal(cycle, next.step, SYSTEM, next.at)).toBeNull();
          cycle = CYCLE.apply(cycle, next.step, next.at);
        }
        expect(['SUMMARIZING', 'CLOSED']).toContain(cycle.state);
      }),
      { numRuns: 200 },
    );
  });
});
