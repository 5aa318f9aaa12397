import type { Bulletin, MajorFault } from '@zhishou/documents/bulletin';
import { headOf } from '@zhishou/platform/document/contract-head';
import { namesOf } from '@zhishou/platform/people/names';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { formatFraction } from '@zhishou/rules/fraction';
import { monthBounds, type Month } from '@zhishou/rules/month';
import type { EntityManager } from 'typeorm';
import { instant } from '../instant.js';
import { confirmedMonths } from '../settlement/settled-amounts.js';
import type { DraftAsked } from './document.request.js';
import * as words from './fault.words.js';
import { hotlineMatters } from './hotline-matters.js';
import { atHandIn, type KnownFault, knownFaults, repairText } from './known-faults.js';
import { causesOf, isMajor, trendOf, unrepairedIn, unrepairedLine } from './month-of-faults.js';
import { qualityIndicators } from './quality-indicators.js';

/** 《维护质量通报》 (三、1（4）): the month as the bureau tells of it. */
export async function bulletinDocument(
  manager: EntityManager,
  { contract, of: month, now, issued }: DraftAsked,
): Promise<Bulletin> {
  const known = await knownFaults(manager, contract);
  const atHand = atHandIn(month, known);
  const assignees = atHand.map(({ ticket }) => ticket.assigneeId);
  const nameOf = await namesOf(manager, [issued?.by, ...assignees]);
  return {
    head: headOf(contract, now),
    month,
    issued: issued ? { by: nameOf(issued.by), at: now } : null,
    reported: await hotlineMatters(manager, contract, month),
    causes: causesOf(contract, reportedIn(month, atHand)),
    indicators: qualityIndicators(contract, known, { month, now }),
    trend: trendOf(contract, known, { month, now }),
    scores: await scoresOf(manager, contract, month),
    major: atHand.filter(isMajor).map(majorLine),
    unrepaired: unrepairedIn(month, atHand).map((fault) => unrepairedLine(contract, fault, nameOf)),
    remarks: issued?.remarks ?? '',
  };
}

const reportedIn = (month: Month, faults: readonly KnownFault[]): KnownFault[] =>
  faults.filter(({ fact }) => fact.reportedAt >= monthBounds(month).from);

const majorLine = (fault: KnownFault): MajorFault => ({
  ticket: fault.ticket.number,
  equipment: words.equipmentOf(fault.ticket),
  reportedAt: fault.fact.reportedAt,
  repairedAt: instant(fault.ticket.repairedAt ?? fault.ticket.closedAt),
  timeliness: words.timelinessOf(fault.ticket),
  cause: repairText(fault, 'causeAnalysis'),
});

/** Both scores once they stand. */
async function scoresOf(
  manager: EntityManager,
  contract: Contract,
  month: Month,
): Promise<Bulletin['scores']> {
  const scores = (await confirmedMonths(manager, contract)).find((one) => one.month === month);
  if (!scores) return null;
  return { performance: formatFraction(scores.performance), service: formatFraction(scores.service) };
}
