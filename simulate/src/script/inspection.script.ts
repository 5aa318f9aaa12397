import type { Contract } from '@zhishou/rules/contract/contract.types';
import { cycleDates, cycleMonths } from '@zhishou/rules/inspection/cycle-dates';
import { proposePlan } from '@zhishou/rules/inspection/propose-plan';
import type { PlannedVisit } from '@zhishou/rules/inspection/visit-plan';
import { addDays, type Day, dayOf, lastDayOf, type Month, shiftMonth } from '@zhishou/rules/month';
import { CALLS, JOINT_RESULTS, LINKS, PLAN_RETURNED, SUMMARY_REJECTED } from '../words/inspection.words.js';
import { type Act, HOUR, MINUTE } from './act.js';
import type { FaultStory } from './fault.story.js';
import { atWork, minutes } from './instants.js';
import { keptFromSigning } from './kept.js';
import type { Random } from './random.js';
import { tellVisit } from './visit.story.js';

export interface InspectionsAsked {
  contract: Contract;
  engineers: number;
  until: number;
}

export interface Told {
  acts: Act[];
  /** faults that visits turn up */
  faults: FaultStory[];
}

/** The inspections of every month until then. */
export function inspectionsOf(random: Random, asked: InspectionsAsked): Told {
  const kept = keptFromSigning(asked.contract);
  const today = dayOf(asked.until);
  const months = cycleMonths(asked.contract, kept).filter(
    (month) => month <= shiftMonth(today.slice(0, 7), 1),
  );
  const told = months.map((month, index) => monthOf(random.of(month), asked, month, index === 0));
  return { acts: told.flatMap(({ acts }) => acts), faults: told.flatMap(({ faults }) => faults) };
}

function monthOf(random: Random, asked: InspectionsAsked, month: Month, isFirst: boolean): Told {
  const { contract } = asked;
  const { firstDay, lastDay } = cycleDates(contract, month, keptFromSigning(contract))!;
  const isLate = !isFirst && random.chance(0.07);
  const before = shiftMonth(month, -1);
  const planned = isFirst
    ? contract.signedOn
    : isLate
      ? addDays(firstDay, 1)
      : `${before}-${random.whole(21, 26)}`;
  const visits = visitsOf(asked, month, isFirst || isLate ? addDays(planned, 3) : firstDay);
  const plan = planActs(random, month, planned, visits, !isFirst && !isLate);
  const told = visits.map((visit, index) =>
    tellVisit(random.of(`visit ${index}`), asked, { month, lastDay, visit }),
  );
  return {
    acts: [...plan, ...told.flatMap(({ acts }) => acts), ...monthly(random, asked, month, firstDay, lastDay)],
    faults: told.flatMap(({ faults }) => faults),
  };
}

/** As the system proposes it; of the month that is, one visit is today. */
function visitsOf(
  { contract, engineers, until }: InspectionsAsked,
  month: Month,
  earliest: Day,
): PlannedVisit[] {
  const engineerIds = Array.from({ length: engineers }, (_, index) => `@engineer${index + 1}`);
  const visits = proposePlan({ contract, month, kept: keptFromSigning(contract), engineerIds }, earliest);
  const today = dayOf(until);
  const next = visits.findIndex(({ date }) => date >= today);
  if (month === today.slice(0, 7) && next >= 0) visits[next] = { ...visits[next]!, date: today };
  return visits;
}

function planActs(random: Random, month: Month, day: Day, visits: PlannedVisit[], mayReturn: boolean): Act[] {
  const submit = (at: number): Act => ({
    at,
    who: 'dispatcher',
    ask: 'submitInspectionPlan',
    input: { month, visits },
  });
  const review = (at: number, input: object): Act => ({
    at,
    who: 'supervisor',
    ask: 'reviewInspectionPlan',
    input: { month, ...input },
  });
  const at = atWork(random, day, 9, 11);
  const decided = atWork(random, day, 14, 17);
  if (!mayReturn || !random.chance(0.12)) return [submit(at), review(decided, { decision: 'APPROVE' })];
  const again = addDays(day, 1);
  return [
    submit(at),
    review(decided, { decision: 'RETURN', comment: random.pick(PLAN_RETURNED) }),
    submit(atWork(random, again, 9, 11)),
    review(atWork(random, again, 14, 17), { decision: 'APPROVE' }),
  ];
}

/** What is done once a month: the joint test, the call, the summary. */
function monthly(
  random: Random,
  { contract, engineers }: InspectionsAsked,
  month: Month,
  first: Day,
  last: Day,
): Act[] {
  const dayIn = (from: number, to: number): Day => {
    const day = `${month}-${String(random.whole(from, to)).padStart(2, '0')}`;
    return day < addDays(first, 1) ? addDays(first, 1) : day > last ? last : day;
  };
  const tested = atWork(random, dayIn(8, 20), 10, 15);
  const called = atWork(random, dayIn(22, 27), 10, 16);
  const summed = random.chance(0.08)
    ? atWork(random, addDays(last, 1), 9, 16)
    : atWork(random, last, 19, 21.5);
  const conforming = !random.chance(0.06);
  const acts: Act[] = [
    {
      at: tested + 90 * MINUTE,
      who: 'dispatcher',
      ask: 'recordJointTest',
      input: {
        month,
        heldAt: new Date(tested),
        endedAt: new Date(tested + minutes(random, 35, 80)),
        technicianIds: [`@engineer${random.whole(1, engineers)}`],
        result: random.pick(JOINT_RESULTS),
        place: '三楼指挥中心',
        participants: ['省应急管理厅', '各县（市、区）应急管理局'],
        links: LINKS.map((link) => ({ ...link, passed: true })),
      },
    },
    { at: summed, who: 'dispatcher', ask: 'submitMonthlySummary', input: { month } },
    {
      at: Math.max(summed + HOUR, atWork(random, addDays(lastDayOf(month), 2), 9, 11)),
      who: 'supervisor',
      ask: 'reviewMonthlySummary',
      input: { month, conforming, ...(conforming ? {} : { comment: SUMMARY_REJECTED }) },
    },
  ];
  if (!random.chance(0.06))
    acts.push({
      at: called + HOUR,
      who: 'supervisor',
      ask: 'recordMonthlyCall',
      input: { month, heldAt: new Date(called), note: random.pick(CALLS) },
    });
  return contract.monthly.jointTests.atLeast > 0 ? acts : acts.slice(1);
}
