import type { Thumbnails } from '@zhishou/attachments/picture/thumbnails';
import type { Signature } from '@zhishou/documents/layout/signatures';
import type { VisitRecord as Paper } from '@zhishou/documents/visit-record';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { groupBy } from '@zhishou/rules/group-by';
import { itemsByAsset } from '@zhishou/rules/inspection/checklist';
import type { VisitStep } from '@zhishou/rules/inspection/visit-case';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { VisitRecord } from '../record/record.entity.js';
import type { Visit } from '../visit/visit.entity.js';
import { drawnBy } from './drawn.js';
import { type MonthFacts, saidWith, stepsOf } from './month.facts.js';
import { type NameOf, namesOf } from '@zhishou/platform/people/names';
import { printedPhotos } from './record.photos.js';

type Results = Paper['equipment'][number]['results'];

const NOT_ASKED = { result: 'NOT_APPLICABLE' } as const;
const ENGINEER = '乙方工程师';
const CONTACT = '现场联系人';
const SUPERVISOR = '甲方监督管理员';

/** 《巡检记录表》: the record that was filed last; the empty form before the first. */
export async function visitDocument(
  manager: EntityManager,
  facts: MonthFacts,
  thumbnails: Thumbnails,
  visit: Visit,
): Promise<Paper> {
  const { cycle, contract, equipment, head } = facts;
  const record = await manager.findOne(VisitRecord, {
    where: { visitId: visit.id, round: Not(IsNull()) },
    order: { round: 'DESC' },
  });
  const review = record && (await reviewOf(manager, visit, record));
  const people = [visit.engineerId, record?.byId, record?.content.accompaniedById, review?.byId];
  const nameOf = await namesOf(manager, people);
  const resultsOf = resultsByAsset(contract, record);
  return {
    head: head((review?.at ?? record?.arrivedAt ?? visit.plannedAt).getTime()),
    month: cycle.month,
    plannedOn: visit.date,
    place: visit.place,
    round: record?.round ?? 1,
    startedAt: record && Date.parse(record.content.startedAt),
    endedAt: record && Date.parse(record.content.endedAt),
    ...(record?.madeAt && { receivedAt: record.arrivedAt.getTime() }),
    engineers: [nameOf(record?.byId ?? visit.engineerId)],
    supervisor: nameOf(record?.content.accompaniedById),
    contact: record?.content.contactName ?? '',
    checklist: contract.checklist.map(({ code, title }) => ({ code, title })),
    equipment: visit.assetCodes.map((code) => ({
      ...equipment(code),
      results: resultsOf(code),
    })),
    remarks: '',
    ...(await printedPhotos(manager, thumbnails, facts, record)),
    signatures: signaturesOf(visit, record, nameOf),
    review: review && {
      by: nameOf(review.byId),
      at: review.at.getTime(),
      accepted: review.accepted,
      reason: review.reason,
    },
    contentHash: record?.hash ?? null,
  };
}

/** What is not asked of an asset is struck out, also on the empty form. */
function resultsByAsset(contract: Contract, record: VisitRecord | null): (asset: string) => Results {
  const asked = itemsByAsset(contract);
  const found = groupBy(record?.content.results ?? [], ({ assetCode }) => assetCode);
  return (asset) => {
    const own = new Set(asked.get(asset)?.map(({ code }) => code));
    const results: Record<string, Results[string]> = {};
    for (const { code } of contract.checklist) if (!own.has(code)) results[code] = NOT_ASKED;
    for (const { item, result, note, proposal } of found.get(asset) ?? []) {
      const said = [note, proposal && `建议：${proposal}`].filter(Boolean).join('；');
      results[item] = said === '' ? { result } : { result, note: said };
    }
    return results;
  };
}

function signaturesOf(visit: Visit, record: VisitRecord | null, nameOf: NameOf): Signature[] {
  const supervisor: Signature = visit.archivedAt
    ? { role: SUPERVISOR, name: nameOf(visit.signedById), signedAt: visit.archivedAt.getTime() }
    : { role: SUPERVISOR };
  if (!record) return [{ role: ENGINEER }, { role: CONTACT }, supervisor];
  return [
    drawnBy(ENGINEER, nameOf(record.byId), record.engineerSignature),
    drawnBy(CONTACT, record.content.contactName, record.contactSignature),
    supervisor,
  ];
}

async function reviewOf(manager: EntityManager, visit: Visit, record: VisitRecord) {
  for (const transition of await stepsOf(manager, [visit.id])) {
    const step = transition.step as VisitStep;
    if (step.action !== 'reviewVisit' || step.recordId !== record.id) continue;
    const { byId, at } = transition;
    return { byId, at, accepted: step.sign, reason: saidWith(transition, 'comment') };
  }
  return null;
}
