import type { InspectionReport } from '@zhishou/documents/inspection-report';
import type { ReportedVisit } from '@zhishou/documents/inspection-report.rows';
import type { PaperReach } from '@zhishou/rules/inspection/paper-reach';
import { roundsBy } from '@zhishou/rules/inspection/visit-case';
import { type Day, dayOf } from '@zhishou/rules/month';
import { type EntityManager, In, LessThanOrEqual } from 'typeorm';
import { AS_FOUND, Finding } from '../finding/finding.entity.js';
import { faultInWords } from '../fault/fault.words.js';
import { type KnownFault, knownFaults } from '../fault/known-faults.js';
import { earlierFindings } from '../summary/to-handle.js';
import { type RecordContent, VisitRecord } from '../record/record.entity.js';
import { completedVisits } from '../visit/completed-visits.js';
import type { Visit } from '../visit/visit.entity.js';
import { visitsOfCycle } from '../visit/visits-of-cycle.js';
import { faultLines } from './fault.document.js';
import { foundDays } from './found-days.js';
import { type HazardLine, hazardLines } from './hazard.document.js';
import { jointTestLines, jointTestWords } from './joint-test.document.js';
import { measureLines } from './measure.document.js';
import type { MonthFacts } from './month.facts.js';
import { namesOf } from '@zhishou/platform/people/names';
import { summaryFacts } from './summary.facts.js';

function stateOf({ process: { rounds, to } }: Visit, { knownUntil }: PaperReach): string {
  const last = rounds.at(-1);
  if (!last) return '未完成';
  if (last.signed === null) return '待甲方签字';
  if (last.signed) return rounds.length > 1 ? '重检后归档' : '已归档';
  return knownUntil > to ? '未完成' : '待重新巡检';
}

/**
 * 《月度巡检报告》 of what is on record, as far as the month's papers reach, measures of reviews among it; what the summary has
 * to say is blank before there is one, the review before it was reviewed, to be written by hand.
 */
export async function reportDocument(manager: EntityManager, facts: MonthFacts): Promise<InspectionReport> {
  const { cycle, head, reach } = facts;
  const knownUntil = new Date(reach.knownUntil);
  const [visits, found, earlier, known, hazards, measures, tests, { handlingOf, ...summary }] =
    await Promise.all([
      visitsKnown(manager, facts),
      manager.find(Finding, {
        where: { cycleId: cycle.id, foundAt: LessThanOrEqual(knownUntil) },
        order: AS_FOUND,
      }),
      earlierFindings(manager, cycle, knownUntil),
      knownFaults(manager, cycle.contractId, new Date(reach.standsAt)),
      hazardLines(manager, facts),
      measureLines(manager, facts),
      jointTestLines(manager, cycle.id, knownUntil),
      summaryFacts(manager, cycle),
    ]);
  // a hazard from an earlier month stands among the hazards
  const findings = [...found, ...earlier.filter(({ kind }) => kind === 'FAULT')];
  const [dayOfFinding, latest] = await Promise.all([
    foundDays(manager, findings),
    latestRecords(manager, visits),
  ]);
  return {
    head: head(reach.knownUntil),
    month: cycle.month,
    ...summary,
    coverage: coverageOf(facts, visits),
    visits: await visitLines(manager, { visits, latest, reach }),
    findings: findings.map((finding) => ({
      ...findingLine(facts, finding, latest.get(finding.visitId)),
      foundOn: dayOfFinding(finding),
      handling: handlingOf(finding.id) || stateInWords(finding, hazards, known),
    })),
    faults: faultLines(facts, known),
    measures,
    hazards: hazards.map((hazard) => withHandling(hazard, handlingOf(hazard.findingId))),
    jointTest: jointTestWords(tests),
    signatures: [
      { role: '乙方项目负责人', name: summary.preparedBy },
      { role: '甲方监督管理员', name: summary.review?.by },
    ],
  };
}

function coverageOf(
  { cycle, due, label }: MonthFacts,
  visits: readonly Visit[],
): InspectionReport['coverage'] {
  const completed = completedVisits(cycle, visits);
  const visited = new Set(completed.flatMap(({ assetCodes }) => assetCodes));
  const leftOut = due.filter(({ code }) => !visited.has(code)).map(({ code }) => label(code));
  return {
    visitsPlanned: visits.length,
    visitsCompleted: completed.length,
    equipmentInPeriod: due.length,
    equipmentInspected: due.length - leftOut.length,
    leftOut,
  };
}

/** The visits with the records there were, as far as the month's papers reach. */
async function visitsKnown(manager: EntityManager, { cycle, reach }: MonthFacts): Promise<Visit[]> {
  const visits = await visitsOfCycle(manager, cycle);
  return visits.map(({ process, ...visit }) => ({
    ...visit,
    process: { ...process, rounds: roundsBy(process.rounds, reach.knownUntil) },
  }));
}

/** What the last record of each visit says, by visit. */
async function latestRecords(
  manager: EntityManager,
  visits: readonly Visit[],
): Promise<Map<string, RecordContent>> {
  const records = await manager.find(VisitRecord, {
    select: { id: true, visitId: true, content: true },
    where: { id: In(visits.flatMap(({ process }) => process.rounds.at(-1)?.recordId ?? [])) },
  });
  return new Map(records.map(({ visitId, content }) => [visitId, content]));
}

interface Recorded {
  visits: readonly Visit[];
  latest: ReadonlyMap<string, RecordContent>;
  reach: PaperReach;
}

/** By the day on which each was made, or is planned; those of one day in the order of the plan. */
async function visitLines(
  manager: EntityManager,
  { visits, latest, reach }: Recorded,
): Promise<ReportedVisit[]> {
  const people = [
    ...visits.map(({ engineerId }) => engineerId),
    ...[...latest.values()].map((one) => one.accompaniedById),
  ];
  const nameOf = await namesOf(manager, people);
  const lines = visits.map((visit) => {
    const content = latest.get(visit.id);
    return {
      plannedOn: visit.date,
      madeOn: content ? dayOf(Date.parse(content.startedAt)) : null,
      place: visit.place,
      engineers: [nameOf(visit.engineerId)],
      supervisor: nameOf(content?.accompaniedById),
      equipment: visit.assetCodes.length,
      abnormal: content?.results.filter(({ result }) => result === 'ABNORMAL').length ?? 0,
      state: stateOf(visit, reach),
    };
  });
  return lines.sort((a, b) => (dayToldOf(a) < dayToldOf(b) ? -1 : dayToldOf(a) > dayToldOf(b) ? 1 : 0));
}

const dayToldOf = ({ madeOn, plannedOn }: ReportedVisit): Day => madeOn ?? plannedOn;

/** @param latest what the last record of its visit says */
function findingLine({ contract, label }: MonthFacts, finding: Finding, latest?: RecordContent) {
  const { kind, assetCode, item } = finding;
  const isGone =
    latest &&
    !latest.results.some((one) => one.assetCode === assetCode && one.item === item && one.finding === kind);
  const description = isGone ? `${finding.description}（复检未再发现）` : finding.description;
  return {
    equipment: label(assetCode),
    item: contract.checklist.find(({ code }) => code === item)?.title ?? item,
    description,
    kind,
  };
}

/** How a finding stands of which the summary says nothing (yet). */
function stateInWords(
  { id, ticketId }: Finding,
  hazards: readonly HazardLine[],
  faults: readonly KnownFault[],
): string {
  const hazard = hazards.find(({ findingId }) => findingId === id);
  if (hazard) return hazard.rectification || hazard.state;
  const fault = faults.find((one) => one.ticketId === ticketId);
  if (fault) return faultInWords(fault);
  return ticketId === null ? '' : '已开故障工单';
}

/** What the summary says of a hazard from an earlier month stands with the hazard: it is no finding of this month. */
const withHandling = (hazard: HazardLine, handling: string): HazardLine =>
  hazard.carriedOver
    ? { ...hazard, rectification: [hazard.rectification, handling].filter(Boolean).join('\n') }
    : hazard;
