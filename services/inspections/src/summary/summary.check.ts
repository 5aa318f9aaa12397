import type { FieldProblem } from '@zhishou/platform/errors';
import type { VisitState } from '@zhishou/rules/inspection/visit-life';
import type { Visit } from '../visit/visit.entity.js';
import type { Handling } from './summary.entity.js';
import type { ToHandle } from './to-handle.js';

interface Facts {
  toHandle: readonly ToHandle[];
  visits: readonly Pick<Visit, 'id' | 'date' | 'place' | 'state' | 'process'>[];
}

/** Why the summary cannot be submitted, by field; empty when it can (domain §5.6). */
export const summaryProblems = (
  month: string,
  handlings: readonly Handling[],
  { toHandle, visits }: Facts,
): FieldProblem[] => [
  ...unsigned(month, visits),
  ...unknown(month, handlings, toHandle),
  ...twice(handlings),
  ...missing(handlings, toHandle),
];

/** A visit that was never recorded is missing coverage; one whose record is not signed may still turn something up. */
const UNSIGNED: Partial<Record<VisitState, string>> = {
  RECORDED: 'waits for the bureau',
  REJECTED: 'was rejected and is to be done again',
};

const unsigned = (month: string, visits: Facts['visits']): FieldProblem[] =>
  visits.flatMap(({ id, date, place, state, process }) => {
    const why = UNSIGNED[state];
    // one that was rejected and is not done again by the end of its month is closed: nothing follows
    if (!why || process.closedAt !== null) return [];
    const message = `${month} has unsigned visits: the record of ${id} (${date}, ${place}) ${why}`;
    return [{ path: 'month', message }];
  });

function unknown(month: string, handlings: readonly Handling[], toHandle: Facts['toHandle']): FieldProblem[] {
  const known = new Set(toHandle.map(({ finding }) => finding.id));
  return handlings.flatMap(({ findingId }, index) =>
    known.has(findingId)
      ? []
      : [
          {
            path: `handlings.${index}.findingId`,
            message: `is no finding of ${month}, no hazard still open from earlier months and nothing they left untold`,
          },
        ],
  );
}

function twice(handlings: readonly Handling[]): FieldProblem[] {
  const ids = handlings.map(({ findingId }) => findingId);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...repeated].map((id) => ({ path: 'handlings', message: `tell of ${id} twice` }));
}

function missing(handlings: readonly Handling[], toHandle: Facts['toHandle']): FieldProblem[] {
  const told = new Set(handlings.map(({ findingId }) => findingId));
  return toHandle
    .filter(({ finding }) => !told.has(finding.id))
    .map(({ finding: { id, assetCode, item } }) => ({
      path: 'handlings',
      message: `lack ${id} (${item} of ${assetCode})`,
    }));
}
