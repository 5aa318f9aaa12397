import { FINDING_MADE, type FindingData } from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { sha256 } from '@zhishou/platform/canonical-json';
import { insertOnce } from '@zhishou/platform/db/insert-once';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import { type CheckResult, type FindingKind, inChecklistOrder } from '@zhishou/rules/inspection/check-result';
import { hazardRulesOf, openHazard } from '@zhishou/rules/inspection/hazard-case';
import type { EntityManager } from 'typeorm';
import { raiseWait } from '../alarm/waits.js';
import { Hazard } from '../hazard/hazard.entity.js';
import { hazardColumns } from '../hazard/hazard.recording.js';
import { HAZARD_WAITS } from '../hazard/hazard.waits.js';
import type { Visit } from '../visit/visit.entity.js';
import { type ContractOfFinding, contractOfFinding } from './contract-of-finding.js';
import { Finding } from './finding.entity.js';

/** The same result of the same visit is one finding of a kind, however often its record is done again. */
const findingIdOf = (visitId: string, { assetCode, item }: CheckResult, ...kind: FindingKind[]): string =>
  `fnd_${sha256([visitId, assetCode, item, ...kind].join('/')).slice(0, 32)}`;

/** Every abnormal result becomes a finding; a hazard is followed from then on. What was found before is told in the new words. */
export async function fileFindings(
  manager: EntityManager,
  visit: Visit,
  accompaniedById: string,
  results: readonly CheckResult[],
  at: Date,
): Promise<void> {
  const contract = await contractOfFinding(manager, visit.cycleId);
  const earlier = new Map(
    (await manager.findBy(Finding, { visitId: visit.id })).map((finding) => [finding.id, finding]),
  );
  const abnormal = results.flatMap((result) => (result.finding ? { ...result, kind: result.finding } : []));
  const inOrder = inChecklistOrder(contract, visit.assetCodes, abnormal);
  for (const [index, result] of inOrder.entries()) {
    const first = findingIdOf(visit.id, result);
    const kindBefore = earlier.get(first)?.kind ?? result.kind;
    const finding: Finding = {
      id: kindBefore === result.kind ? first : findingIdOf(visit.id, result, result.kind),
      kind: result.kind,
      cycleId: visit.cycleId,
      visitId: visit.id,
      assetCode: result.assetCode,
      item: result.item,
      description: result.note ?? '',
      proposal: result.proposal ?? null,
      foundAt: at,
      rank: inOrder.length - index,
      accompaniedById,
      ticketId: null,
      handling: null,
    };
    const known = earlier.get(finding.id);
    if (known) await restate(manager, known, finding, contract);
    else if (await insertOnce(manager, Finding, finding)) await follow(manager, finding, contract);
  }
}

/** The papers of a closed month stand as they did, and so do its findings. */
async function restate(
  manager: EntityManager,
  known: Finding,
  { description, proposal, foundAt: at }: Finding,
  { isClosed }: ContractOfFinding,
): Promise<void> {
  if (isClosed || (known.description === description && known.proposal === proposal)) return;
  await manager.update(Finding, known.id, { description, proposal });
  await auditFinding(manager, { ...known, description, proposal }, at);
}

async function follow(
  manager: EntityManager,
  finding: Finding,
  { choices }: ContractOfFinding,
): Promise<void> {
  const { ticketId: _ticket, handling: _handling, rank: _rank, foundAt, ...facts } = finding;
  if (finding.kind === 'HAZARD') {
    const process = openHazard(finding.id, foundAt.getTime(), hazardRulesOf(choices));
    const hazard = manager.create(Hazard, {
      id: finding.id,
      ...hazardColumns(process),
      proposedAt: foundAt,
      processStartedAt: null,
    });
    await manager.insert(Hazard, hazard);
    await raiseWait(manager, HAZARD_WAITS, hazard, foundAt.getTime());
  }
  const data: FindingData = { finding: { ...facts, foundAt: foundAt.toISOString() } };
  await appendEvent(manager, {
    topic: TOPICS.inspections,
    type: FINDING_MADE,
    subject: finding.id,
    time: foundAt,
    data,
  });
  await auditFinding(manager, finding, foundAt);
}

async function auditFinding(
  manager: EntityManager,
  { ticketId: _ticket, handling: _handling, ...facts }: Finding,
  at: Date,
): Promise<void> {
  await writeAudit(manager, {
    ...{ actorId: 'system:inspections', action: 'makeFinding', aggregateId: facts.id },
    after: facts,
    at,
  });
}
