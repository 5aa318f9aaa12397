import { describe, expect, it } from '@jest/globals';
import { SHAOGUAN } from '../../test/inspection.builder.js';
import { WHOLE_CONTRACT } from '../inspection/inspected-month.js';
import { monthBounds } from '../month.js';
import {
  documentActions,
  documentState,
  type DocumentStanding,
  isLate,
  lastJudgement,
  type Submission,
} from './document-state.js';
import { dueDocuments } from './due-documents.js';

const DUE = dueDocuments(SHAOGUAN, WHOLE_CONTRACT, []);
const { from, to } = monthBounds('2026-08');

function standing(
  code: string,
  ...submissions: [at: number, conforming: boolean | null][]
): DocumentStanding {
  const document = DUE.find(({ rule, month }) => rule.code === code && month === '2026-08')!;
  return {
    ...document,
    submissions: submissions.map(([submittedAt, conforming]): Submission => ({ submittedAt, conforming })),
  };
}
const list = (...submissions: [number, boolean | null][]) => standing('HAZARD_LIST', ...submissions);

const bulletinDue = standing('BULLETIN').due.dueAt;

describe('how a document stands', () => {
  it.each<[string, DocumentStanding, number, string, boolean]>([
    ['not in, at the very end of its day', list(), to, 'WAITING', false],
    ['not in, an instant later', list(), to + 1, 'MISSING', false],
    ['in at the very end of its day', list([to, null]), to, 'SUBMITTED', false],
    ['in an instant later', list([to + 1, null]), to + 1, 'SUBMITTED', true],
    ['found conforming', list([from, true]), to, 'CONFORMING', false],
    ['late and found nonconforming', list([to + 1, false]), to + 2, 'NONCONFORMING', true],
    ['in time, and in again after its day', list([from, false], [to + 5, null]), to + 9, 'SUBMITTED', false],
    ['issued by the bureau, late', standing('BULLETIN', [bulletinDue + 1, null]), to, 'ISSUED', true],
    ['late, and in again', list([to + 1, false], [to + 5, true]), to + 9, 'CONFORMING', true],
  ])('%s', (_, document, now, state, late) => {
    expect([documentState(document, now), isLate(document)]).toEqual([state, late]);
  });

  it('is by the last judgement, also while it waits for the next', () => {
    expect(lastJudgement([])).toBeNull();
    expect(lastJudgement(list([from, false], [from, null]).submissions)).toBe(false);
    expect(lastJudgement(list([from, false], [from, true]).submissions)).toBe(true);
  });
});

describe('what may be done with a document', () => {
  it.each<[string, DocumentStanding, number, string[], string[]]>([
    ['before its month', list(), from - 1, [], []],
    ['in its month', list(), from, ['submitDocument'], []],
    ['after its day, which makes it late', list(), to + 1, ['submitDocument'], []],
    ['once it is in', list([from, null]), from, [], ['judgeDocument']],
    ['once it conforms', list([from, true]), from, [], []],
    ['once it does not', list([from, false]), from, ['submitDocument'], []],
    ['in again', list([from, false], [from, null]), from, [], ['judgeDocument']],
    ['the bulletin of a month that goes on', standing('BULLETIN'), to - 1, [], []],
    ['the bulletin of a month that is over', standing('BULLETIN'), to, [], ['issueBulletin']],
    ['the bulletin once it is issued', standing('BULLETIN', [to, null]), to, [], []],
    ['handed in at the inspections', standing('INSPECTION_REPORT'), from, [], []],
  ])('%s', (_, document, now, provider, bureau) => {
    expect(documentActions(document, 'PROVIDER_DISPATCHER', now)).toEqual(provider);
    expect(documentActions(document, 'BUREAU_SUPERVISOR', now)).toEqual(bureau);
    expect(documentActions(document, 'PROVIDER_ENGINEER', now)).toEqual([]);
  });
});
