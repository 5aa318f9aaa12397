import { type CheckedContract, itemsByAsset } from './checklist.js';
import type { InspectionProblem } from './inspection-problem.js';

export type CheckAnswer = 'OK' | 'ABNORMAL' | 'NOT_APPLICABLE';
export type FindingKind = 'FAULT' | 'HAZARD';

/** What was found on one asset for one item of the check-list. */
export interface CheckResult {
  assetCode: string;
  /** the item's code */
  item: string;
  result: CheckAnswer;
  note?: string | null;
  /** what an ABNORMAL result is */
  finding?: FindingKind | null;
  /** what is proposed to be done about a HAZARD */
  proposal?: string | null;
  /** SHA-256 (hex) of each photo of it, as it was sent */
  photos?: readonly string[];
}

export interface MissingResult {
  assetCode: string;
  item: string;
}

const keyOf = ({ assetCode, item }: MissingResult): string => `${assetCode} ${item}`;

/** The items asked of the assets that have no result yet, asset by asset (一、3(3)3: the record is filled in on site). */
export function missingResults(
  contract: CheckedContract,
  assetCodes: readonly string[],
  results: readonly Pick<CheckResult, 'assetCode' | 'item'>[],
): MissingResult[] {
  const items = itemsByAsset(contract);
  const answered = new Set(results.map(keyOf));
  return assetCodes.flatMap((assetCode) =>
    (items.get(assetCode) ?? [])
      .map(({ code }) => ({ assetCode, item: code }))
      .filter((asked) => !answered.has(keyOf(asked))),
  );
}

/** The results asset by asset in the order of the visit, those of each asset in the order of the check-list. */
export function inChecklistOrder<Result extends Pick<CheckResult, 'assetCode' | 'item'>>(
  { checklist }: Pick<CheckedContract, 'checklist'>,
  assetCodes: readonly string[],
  results: readonly Result[],
): Result[] {
  const assets = new Map(assetCodes.map((code, place) => [code, place]));
  const items = new Map(checklist.map(({ code }, place) => [code, place]));
  const placeOf = (places: Map<string, number>, code: string) => places.get(code) ?? places.size;
  return [...results].sort(
    (one, other) =>
      placeOf(assets, one.assetCode) - placeOf(assets, other.assetCode) ||
      placeOf(items, one.item) - placeOf(items, other.item),
  );
}

/**
 * What is wrong with the results of a visit to these assets, by field (`results.3.note`). An item that is not asked of
 * an asset may be answered all the same: what is found is found. Missing ones are told by `missingResults`.
 */
export function resultProblems(
  contract: CheckedContract,
  assetCodes: readonly string[],
  results: readonly CheckResult[],
): InspectionProblem[] {
  const items = itemsByAsset(contract);
  const known = new Set(contract.checklist.map(({ code }) => code));
  const visited = new Set(assetCodes);
  const answered = new Set<string>();
  return results.flatMap((entry, index) => {
    const asked = items.get(entry.assetCode)?.find(({ code }) => code === entry.item);
    const problems: [keyof CheckResult, string][] = [];
    if (!visited.has(entry.assetCode))
      problems.push(['assetCode', `${entry.assetCode} is not in this visit`]);
    if (!known.has(entry.item)) problems.push(['item', `${entry.item} is not on the check-list`]);
    if (answered.has(keyOf(entry)))
      problems.push(['item', `${entry.item} of ${entry.assetCode} is answered above`]);
    if (entry.result === 'NOT_APPLICABLE' && asked?.mandatory)
      problems.push(['result', `${entry.item} of ${entry.assetCode} is OK or ABNORMAL`]);
    problems.push(...findingProblems(entry));
    answered.add(keyOf(entry));
    return problems.map(([field, message]) => ({ path: `results.${index}.${field}`, message }));
  });
}

function findingProblems({ result, note, finding, proposal }: CheckResult): [keyof CheckResult, string][] {
  const problems: [keyof CheckResult, string][] = [];
  if (proposal && finding !== 'HAZARD') problems.push(['proposal', 'is made of a HAZARD only']);
  if (result !== 'ABNORMAL') {
    if (finding) problems.push(['finding', 'only an ABNORMAL result is a fault or a hazard']);
    return problems;
  }
  if (!note?.trim()) problems.push(['note', 'an ABNORMAL result needs words']);
  if (!finding) problems.push(['finding', 'an ABNORMAL result is a FAULT or a HAZARD']);
  return problems;
}
