import { badInput, type FieldProblem } from '@zhishou/platform/errors';
import type { Asset } from '../asset/asset.entity.js';
import { statedInstantProblem } from '../ticket/stated-instant.js';
import type { ReportTicketInput } from './report-ticket.input.js';

/**
 * What of a report does not fit together, in the words of whoever reports.
 * @param asset what `assetCode` names, null when it names nothing
 * @param now the database's time, ms
 * @throws UserError BAD_USER_INPUT naming every field at fault
 */
export function checkReport(input: ReportTicketInput, asset: Asset | null, now: number): void {
  const problems = [...triage(input), ...equipment(input, asset), ...call(input, now)];
  if (problems.length > 0) throw badInput(problems);
}

function triage({ kind, severity, answer }: ReportTicketInput): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (kind === 'FAULT' && severity !== 'MAJOR' && severity !== 'GENERAL') {
    problems.push({ path: 'severity', message: 'a fault is MAJOR or GENERAL' });
  }
  if (kind === 'CONSULTATION' && severity !== undefined && severity !== null && severity !== 'CONSULTATION') {
    problems.push({ path: 'severity', message: 'a consultation has no other severity' });
  }
  if (kind === 'OTHER' && severity !== undefined && severity !== null) {
    problems.push({ path: 'severity', message: 'only a fault has a severity' });
  }
  if (kind !== 'CONSULTATION' && answer) {
    problems.push({ path: 'answer', message: 'only a consultation can be answered while it is reported' });
  }
  return problems;
}

function equipment(input: ReportTicketInput, asset: Asset | null): FieldProblem[] {
  const { assetCode } = input;
  if (assetCode && !asset) {
    const message = `no equipment has the code ${assetCode}; leave it out for equipment that is in no list`;
    return [{ path: 'assetCode', message }];
  }
  return unitProblems(input, asset);
}

export interface UnitsDown {
  unitsAffected?: number;
  unitNumbers?: number[];
}

/** What of the units said to be down does not fit the equipment; null: equipment that is in no list. */
export function unitProblems({ unitNumbers, unitsAffected }: UnitsDown, asset: Asset | null): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const quantity = asset?.quantity;
  const highest = Math.max(0, ...(unitNumbers ?? []));
  if (quantity !== undefined && highest > quantity) {
    problems.push({
      path: 'unitNumbers',
      message: `${asset?.code} has ${quantity} units, there is no number ${highest}`,
    });
  }
  if (quantity !== undefined && (unitsAffected ?? 0) > quantity) {
    problems.push({ path: 'unitsAffected', message: `${asset?.code} has only ${quantity} units` });
  }
  if (unitNumbers?.length && typeof unitsAffected === 'number' && unitsAffected !== unitNumbers.length) {
    problems.push({ path: 'unitsAffected', message: `${unitNumbers.length} unit numbers are given` });
  }
  return problems;
}

function call({ calledAt, answeredAt }: ReportTicketInput, now: number): FieldProblem[] {
  const called = calledAt && statedInstantProblem(calledAt, now);
  const isEarly = calledAt && answeredAt && answeredAt < calledAt;
  const answered = isEarly ? 'lies before the call' : answeredAt && statedInstantProblem(answeredAt, now);
  return [
    ...(called ? [{ path: 'calledAt', message: called }] : []),
    ...(answered ? [{ path: 'answeredAt', message: answered }] : []),
  ];
}

/** Default 1; as many as are named; none of an item without units (the Ka link). */
export function unitsDown({ unitsAffected, unitNumbers }: UnitsDown, asset: Asset | null) {
  const numbers = unitNumbers?.length ? unitNumbers : null;
  const fallback = asset?.quantity === 0 ? 0 : 1;
  return { unitsAffected: unitsAffected ?? numbers?.length ?? fallback, unitNumbers: numbers };
}
