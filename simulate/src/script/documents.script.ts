import type { Contract } from '@zhishou/rules/contract/contract.types';
import { BULLETIN, isOfInspections } from '@zhishou/rules/document/document-state';
import { type DueDocument, dueDocuments } from '@zhishou/rules/document/due-documents';
import { addDays, dayOf, dayStart } from '@zhishou/rules/month';
import { NONCONFORMING, REMARKS } from '../words/score.words.js';
import { type Act, HOUR } from './act.js';
import type { FaultStory } from './fault.story.js';
import { atWork, daysLater, minutes } from './instants.js';
import { keptFromSigning } from './kept.js';
import type { Random } from './random.js';

/** The documents that the provider owes, handed in, most in time and most as they should be. */
export function documentsOf(random: Random, contract: Contract, faults: readonly FaultStory[]): Act[] {
  const closed = faults.flatMap(({ plan, closedAt }) =>
    closedAt === null ? [] : [{ ticketId: `@${plan.key}`, closedAt }],
  );
  const due = dueDocuments(contract, keptFromSigning(contract), closed);
  const bulletins = due
    .filter(({ rule }) => rule.code === BULLETIN)
    .flatMap((one) => bulletinAct(random.of(one.id), one));
  const handedIn = due
    .filter(({ rule }) => rule.by !== 'BUREAU' && !isOfInspections(rule.code))
    .flatMap((one) => documentActs(random.of(one.id), one, contract));
  return [...bulletins, ...handedIn];
}

/** Issued on one of the last days that are in time, seldom after them. */
function bulletinAct(random: Random, { month, due }: DueDocument): Act[] {
  const lastDay = dayOf(due.dueAt - 1);
  const day = random.chance(0.05) ? addDays(lastDay, 2) : addDays(lastDay, -random.whole(0, 3));
  const remarks = random.pick(REMARKS);
  const input = { month, ...(remarks === '' ? {} : { remarks }) };
  return [{ at: atWork(random, day, 9, 17), who: 'supervisor', ask: 'issueBulletin', input }];
}

function documentActs(
  random: Random,
  { rule, month, ticketId, opensAt, due }: DueDocument,
  contract: Contract,
): Act[] {
  const { code } = rule;
  const isOfFault = ticketId !== null;
  const seldom = isOfFault ? 0.004 : 0.03;
  if (random.chance(seldom / 5)) return [];
  const about = { code, ...(month === null ? {} : { month }), ...(isOfFault ? { ticketId } : {}) };
  const submit = (at: number): Act => ({ at, who: 'dispatcher', ask: 'submitDocument', input: about });
  const judge = (at: number, conforming: boolean): Act => ({
    at,
    who: 'supervisor',
    ask: 'judgeDocument',
    input: { ...about, conforming, ...(conforming ? {} : { note: random.pick(NONCONFORMING) }) },
  });
  const signed = dayStart(contract.signedOn) + 9 * HOUR;
  const from = Math.max(opensAt, signed);
  const at = random.chance(seldom)
    ? daysLater(random, due.dueAt - HOUR, 1, 2)
    : inTime(random, from, due.dueAt, isOfFault);
  const isGood = !random.chance(seldom * 1.3);
  const judged = Math.max(at + HOUR, daysLater(random, at, 1, 2));
  if (!isGood) {
    const again = daysLater(random, judged, 1, 3);
    return [submit(at), judge(judged, false), submit(again), judge(daysLater(random, again, 1, 2), true)];
  }
  return isOfFault ? [submit(at)] : [submit(at), judge(judged, true)];
}

/** A day or two after the fault, else in the last days; never after the end of its day. */
function inTime(random: Random, from: number, dueAt: number, isOfFault: boolean): number {
  const wish = isOfFault
    ? daysLater(random, from, 1, 4)
    : atWork(random, dayOf(dueAt - random.whole(0, 2) * 24 * HOUR - HOUR), 14, 21);
  const last = dueAt - minutes(random, 5, 60);
  return Math.max(Math.min(wish, last), Math.min(from + minutes(random, 10, 30), dueAt));
}
