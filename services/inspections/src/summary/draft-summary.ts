import { cutPercent, type Fraction } from '@zhishou/rules/fraction';
import type { HazardState } from '@zhishou/rules/inspection/hazard-life';
import { isWithdrawn } from '@zhishou/rules/ticket-life';
import type { Cycle } from '../cycle/cycle.entity.js';
import { completedVisits } from '../visit/completed-visits.js';
import type { Visit } from '../visit/visit.entity.js';
import { faultInWords } from '../fault/fault.words.js';
import type { KnownFault } from '../fault/known-faults.js';
import type { ToHandle } from './to-handle.js';

const HAZARD_TEXT: Record<HazardState, string> = {
  PROPOSED: '隐患已报甲方，待甲方同意后整改。',
  CONSENTED: '甲方已同意整改，整改进行中。',
  DECLINED: '甲方决定不予整改，维持现状，后续巡检继续关注。',
  RECTIFIED: '隐患已整改，待甲方核验。',
  CLOSED: '隐患已整改，经甲方核验消除。',
};

/** How a finding stands, in the words a summary begins with. */
export function draftedHandling(
  { finding: { ticketId }, hazard }: ToHandle,
  faults: readonly KnownFault[],
): string {
  if (hazard) return HAZARD_TEXT[hazard];
  const fault = faults.find((one) => one.ticketId === ticketId);
  if (fault) return faultInWords(fault);
  return ticketId === null ? '故障已记录，即将转为故障工单。' : '故障已转为工单，按工单处理。';
}

interface Facts {
  cycle: Pick<Cycle, 'month' | 'process'>;
  /** of the plan in force */
  visits: readonly Pick<Visit, 'process'>[];
  coverage: Fraction;
  toHandle: readonly ToHandle[];
  /** of the contract, as they stand */
  faults: readonly KnownFault[];
  /** that are still to be done */
  measures: readonly unknown[];
}

/** The month in figures (附件一 1: 月度巡检报告). */
export function draftedConclusion({ cycle, visits, coverage, toHandle, faults, measures }: Facts): string {
  const { month, process } = cycle;
  const [year, number] = month.split('-').map(Number);
  const count = (isHazard: boolean, isCarried: boolean): number =>
    toHandle.filter(({ hazard, carriedOver }) => (hazard !== null) === isHazard && carriedOver === isCarried)
      .length;
  const lateFaults = count(false, true);
  const made = completedVisits(cycle, visits).length;
  return [
    `${year}年${number}月计划巡检${visits.length}次，完成${made}次，设备巡检覆盖率${cutPercent(coverage)}%。`,
    `发现故障${count(false, false)}项、隐患${count(true, false)}项；以往月份遗留隐患尚有${count(true, true)}项未闭环`,
    lateFaults === 0 ? '。' : `，以往月份未汇总故障${lateFaults}项。`,
    faultsInFigures(cycle, faults),
    `开展联调${process.jointTests}次，双方沟通${process.calls}次。`,
    measures.length === 0 ? '' : `重大故障防范措施未完成${measures.length}项。`,
  ].join('');
}

/** Those reported in the month, whoever found them. */
function faultsInFigures(
  { process: { from, to } }: Pick<Cycle, 'process'>,
  faults: readonly KnownFault[],
): string {
  const reported = faults.filter((fault) => {
    const at = fault.reportedAt.getTime();
    return !isWithdrawn(fault.state) && at >= from && at < to;
  });
  const repaired = reported.filter(({ repairedAt, closedAt }) => repairedAt ?? closedAt).length;
  return `本月故障工单${reported.length}起，已修复${repaired}起，未修复${reported.length - repaired}起。`;
}
