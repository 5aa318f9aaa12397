import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contractOf, contractTexts } from '../../test/contract-folder.builder.js';
import { type CheckResult, inChecklistOrder, missingResults, resultProblems } from './check-result.js';
import { itemsFor } from './checklist.js';

const contract = contractOf(contractTexts('shaoguan-2026'));
const SERVER = 'L1-S1-01';
const BRACKET = 'L1-S2-02';
const ok = (assetCode: string, item: string): CheckResult => ({ assetCode, item, result: 'OK' });
const complete = (...assetCodes: string[]): CheckResult[] =>
  assetCodes.flatMap((code) => itemsFor(contract, code).map((item) => ok(code, item.code)));

describe('what a record lacks', () => {
  it('is named by asset and item', () => {
    const record = complete(BRACKET, SERVER).filter(({ item }) => item !== 'PORTS');
    expect(missingResults(contract, [BRACKET, SERVER], record)).toEqual([
      { assetCode: BRACKET, item: 'PORTS' },
      { assetCode: SERVER, item: 'PORTS' },
    ]);
  });

  it('is what was left out, whatever was', () => {
    const codes = fc.uniqueArray(fc.constantFrom(...contract.assets.map(({ code }) => code)), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(codes, fc.infiniteStream(fc.boolean()), (assetCodes, keep) => {
        const [kept, left]: [CheckResult[], CheckResult[]] = [[], []];
        for (const result of complete(...assetCodes)) (keep.next().value ? kept : left).push(result);
        const missing = missingResults(contract, assetCodes, kept);
        expect(missing).toEqual(left.map(({ assetCode, item }) => ({ assetCode, item })));
        expect(resultProblems(contract, assetCodes, kept)).toEqual([]);
      }),
    );
  });
});

describe('what a record found', () => {
  it('comes in the order of the visit and its check-list, in whatever order it was sent', () => {
    const visited = [BRACKET, SERVER];
    const asked = complete(...visited);
    const sent = fc.shuffledSubarray(asked);
    fc.assert(
      fc.property(sent, (results) => {
        expect(inChecklistOrder(contract, visited, results)).toEqual(
          asked.filter((one) => results.includes(one)),
        );
      }),
    );
  });
});

describe('a result', () => {
  const abnormal = {
    ...ok(SERVER, 'POWER'),
    result: 'ABNORMAL',
    note: '电源风扇异响',
    finding: 'HAZARD',
  } as const;

  it.each<[string, CheckResult]>([
    ['OK with words', { ...ok(SERVER, 'POWER'), note: '已清洁' }],
    ['ABNORMAL with words and its kind', abnormal],
    ['NOT_APPLICABLE', { ...ok(SERVER, 'POWER'), result: 'NOT_APPLICABLE' }],
    ['ABNORMAL for an item that is not asked', { ...abnormal, item: 'FASTENING' }],
    [
      'NOT_APPLICABLE for an item that is not asked',
      { ...ok(SERVER, 'FASTENING'), result: 'NOT_APPLICABLE' },
    ],
  ])('may be %s', (_, result) => {
    expect(resultProblems(contract, [SERVER], [result])).toEqual([]);
  });

  it.each<[string, CheckResult, string, string]>([
    ['an asset of another visit', ok(BRACKET, 'RUNNING'), 'assetCode', 'L1-S2-02 is not in this visit'],
    ['an item of no check-list', ok(SERVER, 'COLOUR'), 'item', 'COLOUR is not on the check-list'],
    ['an abnormality without words', { ...abnormal, note: ' ' }, 'note', 'an ABNORMAL result needs words'],
    [
      'an abnormality of no kind',
      { ...abnormal, finding: null },
      'finding',
      'an ABNORMAL result is a FAULT or a HAZARD',
    ],
    [
      'a hazard that is OK',
      { ...abnormal, result: 'OK' },
      'finding',
      'only an ABNORMAL result is a fault or a hazard',
    ],
    [
      'a proposal for a fault',
      { ...abnormal, finding: 'FAULT', proposal: '更换' },
      'proposal',
      'is made of a HAZARD only',
    ],
    [
      'a mandatory item left open',
      { ...ok(SERVER, 'RUNNING'), result: 'NOT_APPLICABLE' },
      'result',
      'RUNNING of L1-S1-01 is OK or ABNORMAL',
    ],
  ])('is refused for %s', (_, result, field, message) => {
    const problems = resultProblems(contract, [SERVER], [ok(SERVER, 'DUST'), result]);
    expect(problems).toEqual([{ path: `results.1.${field}`, message }]);
  });

  it('is given once', () => {
    expect(resultProblems(contract, [SERVER], [ok(SERVER, 'DUST'), abnormal, ok(SERVER, 'DUST')])).toEqual([
      { path: 'results.2.item', message: 'DUST of L1-S1-01 is answered above' },
    ]);
  });
});
