import type { AnnualSummary } from '@zhishou/documents/annual-summary';
import type { SummedMonth } from '@zhishou/documents/annual-summary.rows';
import { keptOf } from '@zhishou/platform/contract/kept';
import { headOf } from '@zhishou/platform/document/contract-head';
import { namesOf } from '@zhishou/platform/people/names';
import { completionDay } from '@zhishou/rules/contract/contract-months';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { formatFraction } from '@zhishou/rules/fraction';
import { monthOf } from '@zhishou/rules/month';
import type { EntityManager } from 'typeorm';
import { inspectedMonths } from '../due-document/known-to-documents.js';
import { factsUpTo, lastFact } from '../fact/known-facts.js';
import { instant } from '../instant.js';
import { projectFacts } from '../projection/project-facts.js';
import { confirmedMonths } from '../settlement/settled-amounts.js';
import type { DraftAsked } from './document.request.js';
import * as words from './fault.words.js';
import { faultsOf, type KnownFault } from './known-faults.js';
import {
  availableLine,
  causesOf,
  clockLine,
  isMajor,
  KINDS,
  lessonsOf,
  monthsUpTo,
  repeatsIn,
  trendOf,
  unrepairedLine,
} from './month-of-faults.js';
import { allTogether, type Available, overMonths, subsystemAvailability } from './subsystem-availability.js';
import { type Timeliness, timeliness, together } from './timeliness.js';
import { documentsOfYear, dutiesOfYear } from './year-duties.js';

interface Year {
  contract: Contract;
  months: readonly string[];
  now: number;
}

/** 《系统年度总结报告》 (六、4): the contract's months as far as they are known. */
export async function annualDocument(
  manager: EntityManager,
  { contract, now }: DraftAsked,
): Promise<AnnualSummary> {
  const year = { contract, now, months: monthsUpTo(contract, monthOf(now)) };
  const told = await factsUpTo(manager, contract.id, (await lastFact(manager)).seq);
  const known = faultsOf(told);
  const facts = projectFacts(told, { contract, kept: await keptOf(manager, contract) });
  const unrepaired = known.filter(({ ticket }) => instant(ticket.repairedAt ?? ticket.closedAt) === null);
  const nameOf = await namesOf(
    manager,
    unrepaired.map(({ ticket }) => ticket.assigneeId),
  );
  const clocks = KINDS.map((kind) => year.months.map(timeliness(contract, known, { kind, now })));
  const available = year.months.map((month) => subsystemAvailability(contract, known, { month, now }));
  const months = await monthLines(manager, year, { known, repairs: clocks.at(-1)!, available });
  const subsystems = overMonths(available);
  return {
    head: headOf(contract, now),
    from: contract.signedOn,
    to: completionDay(contract),
    asOf: now,
    summary: summaryOf(contract, months, {
      ...{ unrepaired: unrepaired.length, repair: together(clocks.at(-1)!) },
      available: allTogether(subsystems),
    }),
    months,
    trend: trendOf(contract, known, { month: year.months.at(-1)!, now }),
    causes: causesOf(contract, known),
    clocks: clocks.map((one, index) => clockLine(KINDS[index]!, together(one))),
    subsystems: [...subsystems, allTogether(subsystems)].map(availableLine),
    unrepaired: unrepaired.map((fault) => unrepairedLine(contract, fault, nameOf)),
    duties: dutiesOfYear(facts, await inspectedMonths(manager, contract.id, year.months), year),
    documents: documentsOfYear(contract, facts, now),
    lessons: lessonsOf(known.filter(isMajor)),
  };
}

async function monthLines(
  manager: EntityManager,
  { contract, months }: Year,
  {
    known,
    repairs,
    available,
  }: { known: readonly KnownFault[]; repairs: readonly Timeliness[]; available: readonly Available[][] },
): Promise<SummedMonth[]> {
  const confirmed = await confirmedMonths(manager, contract);
  return months.map((month, index) => {
    const reported = known.filter(({ fact }) => monthOf(fact.reportedAt) === month);
    const { rate } = repairs[index]!;
    const scores = confirmed.find((one) => one.month === month);
    return {
      ...{ month, reported: reported.length, major: reported.filter(isMajor).length },
      repeats: repeatsIn(contract, known, month),
      timely: rate === null ? '—' : words.percentOf(rate),
      available: words.percentOf(allTogether(available[index]!).rate),
      performance: scores ? formatFraction(scores.performance) : null,
      service: scores ? formatFraction(scores.service) : null,
    };
  });
}

function summaryOf(
  { scores }: Contract,
  months: readonly SummedMonth[],
  { unrepaired, repair, available }: { unrepaired: number; repair: Timeliness; available: Available },
): string {
  const sum = (of: (month: SummedMonth) => number) => months.reduce((total, month) => total + of(month), 0);
  const reported = sum((month) => month.reported);
  const rate =
    repair.rate === null
      ? '没有到期的故障修复'
      : `故障修复及时率${words.percentOf(repair.rate)}（及时${repair.met}起，超时${repair.late}起）`;
  return (
    `合同期内受理故障${reported}起，其中重大故障${sum(({ major }) => major)}起，` +
    `重复故障${sum(({ repeats }) => repeats)}起；未修复${unrepaired}起。\n` +
    `${rate}，合同目标${scores.P5.goal}%；设备可用率${words.percentOf(available.rate)}，合同目标${scores.P6.goal}%。`
  );
}
