import type { FaultAnalysis } from '@zhishou/documents/fault-analysis';
import type { AnalysedFault, FaultClock } from '@zhishou/documents/fault-analysis.rows';
import { TICKET_STEP_EVENTS, type TicketSnapshot } from '@zhishou/messages/events';
import { severityOf } from '@zhishou/platform/document/ticket.words';
import { headOf } from '@zhishou/platform/document/contract-head';
import { type NameOf, namesOf } from '@zhishou/platform/people/names';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { isMonth } from '@zhishou/rules/month';
import { repeatsOf } from '@zhishou/rules/score/repeats';
import { carrierResolvedAt } from '@zhishou/rules/score/resolve-clock';
import { scoreContractOf } from '@zhishou/rules/score/score-contract';
import type { EntityManager } from 'typeorm';
import { instant } from '../instant.js';
import type { DraftAsked } from './document.request.js';
import * as words from './fault.words.js';
import { closedIn, type KnownFault, knownFaults, repairText } from './known-faults.js';
import { stepWords } from './step.words.js';

/** 《系统故障处理分析报告》 (六、3) of a fault, or of all that were closed in a month. */
export async function faultAnalysisDocument(
  manager: EntityManager,
  { contract, of, now }: DraftAsked,
): Promise<FaultAnalysis> {
  const known = await knownFaults(manager, contract);
  const faults = isMonth(of) ? closedIn(of, known) : known.filter(({ ticket }) => ticket.id === of);
  const nameOf = await namesOf(manager, faults.flatMap(peopleOf));
  return {
    head: headOf(contract, now),
    month: isMonth(of) ? of : null,
    faults: faults.map((fault) => analysed(contract, fault, { known, nameOf })),
  };
}

const handlersOf = ({ told }: KnownFault): string[] => {
  const filed = told.findLast(({ type }) => type === TICKET_STEP_EVENTS.fileRepairReport);
  const ids = filed?.data.step?.handlerIds;
  return Array.isArray(ids) ? (ids as string[]) : [filed?.data.by?.id ?? []].flat();
};

const peopleOf = (fault: KnownFault): string[] => [
  ...handlersOf(fault),
  ...fault.told.flatMap(({ data }) => data.by?.id ?? []),
];

function analysed(
  contract: Contract,
  fault: KnownFault,
  { known, nameOf }: { known: readonly KnownFault[]; nameOf: NameOf },
): AnalysedFault {
  const { ticket, fact, told } = fault;
  const { callback } = fact;
  return {
    ticket: ticket.number,
    equipment: words.equipmentOf(ticket),
    units: unitsOf(contract, ticket),
    severity: severityOf(contract, ticket),
    type: words.typeOf(contract, ticket),
    coverage: ticket.coverage === 'COVERED_BY_JUDGEMENT' ? '经甲方判断承担维护' : '属维护范围',
    reportedAt: fact.reportedAt,
    startedAt: fact.startedAt,
    repairedAt: instant(ticket.repairedAt),
    closedAt: instant(ticket.closedAt),
    handlers: handlersOf(fault).map(nameOf).join('、'),
    callback: callback === null ? '' : callback.satisfied ? '满意' : '不满意',
    remark: remarkOf(contract, fault, known),
    clocks: ticket.clocks.map((clock) => clockOf(contract, ticket, clock)),
    steps: told.flatMap((one) => {
      const what = stepWords(one, contract);
      return what === '' ? [] : [{ at: one.time, what, by: nameOf(one.data.by?.id) }];
    }),
    phenomenon: repairText(fault, 'phenomenon'),
    cause: repairText(fault, 'causeAnalysis'),
    handling: repairText(fault, 'handling'),
    responsibility: repairText(fault, 'responsibilityAnalysis'),
    lessons: repairText(fault, 'lessons'),
  };
}

function unitsOf({ assets }: Contract, { assetCode, unitsAffected }: TicketSnapshot): string {
  const unit = assets.find(({ code }) => code === assetCode)?.unit ?? null;
  return unit === null ? '' : `${unitsAffected}${unit}`;
}

function clockOf(contract: Contract, { severity }: TicketSnapshot, clock: TicketSnapshot['clocks'][number]) {
  const { kind, metAt, breachedAt, cancelledAt } = clock;
  const result =
    breachedAt !== null ? '超时' : metAt !== null ? '及时' : cancelledAt !== null ? '免除' : '未完成';
  const said: FaultClock = {
    clock: words.CLOCKS[kind],
    limit: words.durationOf(contract.budgets[severity!][kind]),
    metAt: instant(metAt),
    result,
  };
  return said;
}

function remarkOf(contract: Contract, { fact }: KnownFault, known: readonly KnownFault[]): string {
  const windowDays = contract.choices['repeat.windowDays'];
  const facts = known.map((one) => one.fact);
  const repeat = repeatsOf(scoreContractOf(contract), facts).find((one) => one.fault.id === fact.id);
  const earlier = known.find(({ ticket }) => ticket.id === repeat?.earlier.id);
  return [
    ...(earlier ? [`${windowDays}日内同一设备同类故障重复发生（前次工单${earlier.ticket.number}）`] : []),
    ...(carrierResolvedAt(fact) === null ? [] : ['由运营商修复']),
  ].join('；');
}
