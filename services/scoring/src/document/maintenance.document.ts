import type { MaintenanceReport } from '@zhishou/documents/maintenance-report';
import type { MaintainedFault } from '@zhishou/documents/maintenance-report.rows';
import { severityOf } from '@zhishou/platform/document/ticket.words';
import { headOf } from '@zhishou/platform/document/contract-head';
import { namesOf } from '@zhishou/platform/people/names';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { monthBounds, type Month } from '@zhishou/rules/month';
import type { EntityManager } from 'typeorm';
import { instant } from '../instant.js';
import type { DraftAsked } from './document.request.js';
import * as words from './fault.words.js';
import { atHandIn, type KnownFault, knownFaults, repairText } from './known-faults.js';
import {
  availableLine,
  causesOf,
  clockLine,
  isMajor,
  KINDS,
  repeatsIn,
  trendOf,
  unrepairedIn,
  unrepairedLine,
} from './month-of-faults.js';
import { allTogether, type Available, subsystemAvailability } from './subsystem-availability.js';
import { type Timeliness, timeliness } from './timeliness.js';

interface MonthAsked {
  contract: Contract;
  month: Month;
  now: number;
}

/** 《月度维护和总结分析报表》 (一、3(7)). */
export async function maintenanceDocument(
  manager: EntityManager,
  { contract, of: month, now }: DraftAsked,
): Promise<MaintenanceReport> {
  const asked = { contract, month, now };
  const known = await knownFaults(manager, contract);
  const atHand = atHandIn(month, known);
  const nameOf = await namesOf(
    manager,
    atHand.map(({ ticket }) => ticket.assigneeId),
  );
  const clocks = KINDS.map((kind) => timeliness(contract, known, { kind, now })(month));
  const subsystems = subsystemAvailability(contract, known, asked);
  return {
    head: headOf(contract, now),
    month,
    asOf: now,
    summary: [counts(asked, known, atHand), rates(contract, clocks.at(-1)!, allTogether(subsystems))].join(
      '\n',
    ),
    faults: atHand.map((fault) => faultLine(contract, fault)),
    causes: causesOf(contract, atHand),
    unrepaired: unrepairedIn(month, atHand).map((fault) => unrepairedLine(contract, fault, nameOf)),
    clocks: clocks.map((one, index) => clockLine(KINDS[index]!, one)),
    trend: trendOf(contract, known, asked),
    subsystems: [...subsystems, allTogether(subsystems)].map(availableLine),
  };
}

function counts(
  { contract, month }: MonthAsked,
  known: readonly KnownFault[],
  atHand: readonly KnownFault[],
) {
  const { from } = monthBounds(month);
  const reported = atHand.filter(({ fact }) => fact.reportedAt >= from);
  const major = reported.filter(isMajor).length;
  const open = unrepairedIn(month, atHand).length;
  const repeats = repeatsIn(contract, known, month);
  return (
    `本月在办故障${atHand.length}起，其中本月受理${reported.length}起（重大故障${major}起），` +
    `此前结转${atHand.length - reported.length}起；已修复${atHand.length - open}起，未修复${open}起；重复故障${repeats}起。`
  );
}

function rates(
  { scores }: Contract,
  { met, late, rate }: Timeliness,
  { rate: available }: Available,
): string {
  const repair =
    rate === null
      ? '本月无到期的故障修复'
      : `故障修复及时率${words.percentOf(rate)}（及时${met}起，超时${late}起）`;
  return `${repair}，合同目标${scores.P5.goal}%；设备可用率${words.percentOf(available)}，合同目标${scores.P6.goal}%。`;
}

const faultLine = (contract: Contract, fault: KnownFault): MaintainedFault => ({
  ticket: fault.ticket.number,
  equipment: words.equipmentOf(fault.ticket),
  severity: severityOf(contract, fault.ticket),
  type: words.typeOf(contract, fault.ticket),
  reportedAt: fault.fact.reportedAt,
  arrivedAt: words.metAt(fault.ticket, 'ONSITE'),
  repairedAt: instant(fault.ticket.repairedAt ?? fault.ticket.closedAt),
  timeliness: words.timelinessOf(fault.ticket),
  cause: repairText(fault, 'causeAnalysis'),
  handling: repairText(fault, 'handling'),
  lessons: repairText(fault, 'lessons'),
});
