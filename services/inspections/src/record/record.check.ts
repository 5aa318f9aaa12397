import type { FieldProblem } from '@zhishou/platform/errors';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { missingResults, resultProblems } from '@zhishou/rules/inspection/check-result';
import type { RecordVisitInput, SignatureInput } from './record.inputs.js';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Missing results are named so far; how many more there are is said. */
const NAMED = 20;

interface Facts {
  contract: Contract;
  /** of the visit */
  assetCodes: readonly string[];
  /** of the record's content */
  hash: string;
  /** whether a supervisor of the bureau has this id */
  isSupervisor: boolean;
  /** when the month of the visit begins, ms */
  from: number;
  /** the database's, ms */
  now: number;
}

/** Why the record cannot be taken, by field; empty when it can (一、3(3)3; domain §5.3). */
export function recordProblems(input: RecordVisitInput, facts: Facts): FieldProblem[] {
  const most = facts.assetCodes.length * facts.contract.checklist.length;
  const given = input.results.length;
  if (given > most) return [{ path: 'results', message: `are ${given}: more than ${most} are never asked` }];
  return problemsOf(input, facts);
}

const problemsOf = (input: RecordVisitInput, facts: Facts): FieldProblem[] => [
  ...(facts.isSupervisor ? [] : [{ path: 'accompaniedBy', message: 'is no supervisor of the bureau' }]),
  ...timeProblems(input, facts),
  ...resultProblems(facts.contract, facts.assetCodes, input.results),
  ...missing(input, facts),
  ...signatureProblems('engineerSignature', input.engineerSignature, input, facts),
  ...signatureProblems('contactSignature', input.contactSignature, input, facts),
];

function timeProblems(
  { startedAt, endedAt, madeAt }: RecordVisitInput,
  { from, now }: Facts,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (startedAt.getTime() < from)
    problems.push({ path: 'startedAt', message: 'lies before the month of the visit' });
  if (startedAt.getTime() > now) problems.push({ path: 'startedAt', message: 'lies in the future' });
  if (endedAt < startedAt) problems.push({ path: 'endedAt', message: 'lies before the start' });
  if (endedAt.getTime() > now) problems.push({ path: 'endedAt', message: 'lies in the future' });
  if (madeAt && madeAt.getTime() > now) problems.push({ path: 'madeAt', message: 'lies in the future' });
  if (madeAt && madeAt < startedAt) problems.push({ path: 'madeAt', message: 'lies before the start' });
  return problems;
}

function missing({ results }: RecordVisitInput, { contract, assetCodes }: Facts): FieldProblem[] {
  const all = missingResults(contract, assetCodes, results);
  const named = all.slice(0, NAMED).map(({ assetCode, item }) => `lacks ${item} of ${assetCode}`);
  const more = all.length - named.length;
  return [...named, ...(more > 0 ? [`lacks ${more} more`] : [])].map((message) => ({
    path: 'results',
    message,
  }));
}

function signatureProblems(
  field: string,
  { image, signedAt, contentHash }: SignatureInput,
  { startedAt }: RecordVisitInput,
  { hash, now }: Facts,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const tell = (name: string, message: string) => problems.push({ path: `${field}.${name}`, message });
  if (!Buffer.from(image, 'base64').subarray(0, PNG.length).equals(PNG)) tell('image', 'is no PNG');
  if (signedAt.getTime() > now) tell('signedAt', 'lies in the future');
  if (signedAt < startedAt) tell('signedAt', 'lies before the start');
  if (contentHash !== hash) tell('contentHash', 'is over another content than this record');
  return problems;
}
