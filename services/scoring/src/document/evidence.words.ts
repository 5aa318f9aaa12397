import { chineseDay, chineseMonth } from '@zhishou/documents/layout/day';
import type { ServiceEventData, TicketEventData } from '@zhishou/messages/events';
import type { GuaranteeEventData, VisitEventData } from '@zhishou/messages/inspection-events';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { dayOf } from '@zhishou/rules/month';
import type { Evidence, EvidenceKind } from '@zhishou/rules/score/item.types';
import type { EntityManager } from 'typeorm';
import { lastTold } from '../fact/last-told.js';

/** Of one deduction; the rest is counted, and found in the system. */
const MOST_NAMED = 30;

/** What a name is made of: the contract, and what was told last of anything. */
interface Known {
  contract: Contract;
  told: ReadonlyMap<string, unknown>;
}

/** `{contract}/{code}`, and the month or the fault that a document is of. */
const documentParts = (id: string) => {
  const [, code, of] = id.split('/');
  return { code, of };
};

const monthOfId = (id: string): string => chineseMonth(id.split('/').at(-1) ?? '');
const ticket = (told: unknown): string => `工单${(told as TicketEventData).ticket.number}`;

function documentWords(id: string, { contract, told }: Known): string {
  const { code, of } = documentParts(id);
  const title = `《${contract.documents.find((rule) => rule.code === code)?.title ?? code}》`;
  if (of === undefined) return title;
  return `${title}${told.has(of) ? ticket(told.get(of)) : chineseMonth(of)}`;
}

/** What a reader of the paper finds it by. */
const WORDS: Record<EvidenceKind, (id: string, known: Known) => string> = {
  FAULT: (id, { told }) => ticket(told.get(id)),
  VISIT: (id, { told }) => {
    const { date, place } = (told.get(id) as VisitEventData).visit;
    return `巡检${chineseDay(date)} ${place}`;
  },
  PLAN: (id) => `${monthOfId(id)}巡检计划`,
  CALL: (id) => `${monthOfId(id)}维保情况总结`,
  GUARANTEE_TASK: (id, { told }) => `保障任务：${(told.get(id) as GuaranteeEventData).task.title}`,
  SERVICE_EVENT: (id, { told }) => {
    const { note, recordedAt } = (told.get(id) as ServiceEventData).serviceEvent;
    return `${chineseDay(dayOf(Date.parse(recordedAt)))}登记：${note}`;
  },
  DOCUMENT: documentWords,
};

/**
 * How evidence is named on paper.
 * @param upTo the number of the last fact that counts; null: all of them
 */
export async function evidenceWords(
  manager: EntityManager,
  contract: Contract,
  all: readonly Evidence[],
  upTo: number | null,
): Promise<(some: readonly Evidence[]) => string[]> {
  const subjects = all.flatMap(({ kind, id }) => (kind === 'DOCUMENT' ? (documentParts(id).of ?? []) : id));
  const told = await lastTold(manager, [...new Set(subjects)], upTo);
  return (some) => {
    const named = some.slice(0, MOST_NAMED).map(({ kind, id }) => WORDS[kind](id, { contract, told }));
    return some.length > MOST_NAMED ? [...named, `等共${some.length}项`] : named;
  };
}
