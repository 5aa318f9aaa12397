import { badInput } from '@zhishou/platform/errors';
import { contractMonths } from '@zhishou/rules/contract/contract-months';
import type { Contract, DocumentRule } from '@zhishou/rules/contract/contract.types';
import { isOfInspections } from '@zhishou/rules/document/document-state';
import type { DueDocument } from '@zhishou/rules/document/due-documents';
import type { SubmitDocumentInput } from './due-document.inputs.js';

type Asked = Pick<SubmitDocumentInput, 'code' | 'month' | 'ticketId'>;

const refuse = (path: keyof Asked, message: string) => badInput([{ path, message }]);

/** The rule of a document that can be handed in here. @throws UserError BAD_USER_INPUT on `code` */
export function ruleToSubmit(contract: Contract, { code }: Asked): DocumentRule {
  const rule = contract.documents.find((one) => one.code === code);
  if (!rule) throw refuse('code', `the contract knows no such document: ${code}`);
  if (rule.by === 'BUREAU') throw refuse('code', `${code} is the bureau's own`);
  if (isOfInspections(code))
    throw refuse(
      'code',
      `${code} is handed in with the month's inspection (submitInspectionPlan, submitMonthlySummary)`,
    );
  if (rule.due === null)
    throw refuse('code', `${code} falls due on no certain day, and is not handed in here`);
  return rule;
}

/** @throws UserError BAD_USER_INPUT on `month` or `ticketId`: the one is missing, or the other too much */
export function checkSubject({ each, code }: DocumentRule, { month, ticketId }: Asked): void {
  if (each === 'MONTH' && month == null) throw refuse('month', `is required: ${code} is about a month`);
  if (each === 'FAULT' && ticketId == null) throw refuse('ticketId', `is required: ${code} is about a fault`);
  if (each !== 'MONTH' && month != null) throw refuse('month', `is left out: ${code} is about no month`);
  if (each !== 'FAULT' && ticketId != null)
    throw refuse('ticketId', `is left out: ${code} is about no single fault`);
}

/**
 * The one that is meant, of those that fall due under the contract.
 * @throws UserError BAD_USER_INPUT on the field that names none, or one that cannot be handed in yet
 */
export function documentToSubmit(
  { contract, wanted, now }: { contract: Contract; wanted: readonly DueDocument[]; now: number },
  rule: DocumentRule,
  { month = null, ticketId = null }: Asked,
): DueDocument {
  const path = ({ MONTH: 'month', FAULT: 'ticketId' } as const)[rule.each as string] ?? 'code';
  const found = wanted.find(
    (one) => one.rule.code === rule.code && one.month === month && one.ticketId === ticketId,
  );
  const months = contractMonths(contract);
  if (month !== null && !months.includes(month))
    throw refuse(path, `the contract runs from ${months.at(0)} to ${months.at(-1)}`);
  if (!found)
    throw refuse(
      path,
      'none falls due: before the first day that is kept, after the end, or of no inspection',
    );
  if (now < found.opensAt)
    throw refuse(path, `is too early: not before ${new Date(found.opensAt).toISOString()}`);
  return found;
}
