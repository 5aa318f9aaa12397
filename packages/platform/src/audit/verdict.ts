/** What is wrong with a chain, its copy, a head or a row; each with its words. */
export const PROBLEMS = {
  CHANGED: 'is not as it was written',
  MISSING: 'is missing',
  MISPLACED: 'stands where another belongs: it was added, or moved there',
  COPY_CHANGED: "is not as it was written in the directory's audit log",
  COPY_MISSING: "is missing in the directory's audit log, which was told of it",
  UNLIKE_COPY: "differs from its copy in the directory's audit log",
  UNKNOWN_SERVICE: 'is of a service that does not exist',
  UNLIKE_HEAD: 'contradicts a signed head: it, or an entry before it, was written anew',
  HEAD_FORGED: 'is a head that no known key has signed',
  HEAD_MISSING: 'is missing: the heads after it continue another one',
  UNLIKE_NOTE: 'is not what the audit chain noted of it: it, or a fact before it, was written anew',
  UNLIKE_SCORING: 'is no sheet that the audit chain tells of',
  ROW_CHANGED: 'is not what the row of its aggregate says',
  ROW_MISSING: 'tells of a row that is not there',
  ROW_UNKNOWN: 'a row stands there that no entry tells of',
} as const;

export type Problem = keyof typeof PROBLEMS;

export interface Fault {
  /** place in the service's chain or among the facts; of HEAD_…, the number of the head; 0: no entry at all */
  seq: number;
  problem: Problem;
  /** of ROW_…, the row and what of it differs; of UNLIKE_HEAD, the head's number and the last place that holds; else what says so */
  detail?: string;
}

export interface ServiceVerdict extends Partial<Fault> {
  /** `heads`, `facts` and `sheet` for those themselves */
  service: string;
  ok: boolean;
  /** how many were found in order; of `heads`, how many were given */
  entries: number;
}

/** The first of the faults; among those of one entry, the first that was looked for. What has no entry comes last. */
export function verdictOf(service: string, entries: number, faults: Fault[]): ServiceVerdict {
  const [first] = [...faults].sort((a, b) => placeOf(a) - placeOf(b));
  return first ? { service, ok: false, entries, ...first } : { service, ok: true, entries };
}

const placeOf = ({ seq }: Fault): number => seq || Number.MAX_SAFE_INTEGER;
