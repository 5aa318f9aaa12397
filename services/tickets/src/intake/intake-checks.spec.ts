import { describe, expect, it } from '@jest/globals';
import { type UserError } from '@zhishou/platform/errors';
import type { Asset } from '../asset/asset.entity.js';
import { checkReport, unitsDown } from './intake-checks.js';
import type { ReportTicketInput } from './report-ticket.input.js';

const NOW = Date.UTC(2026, 6, 18, 8);
const at = (ms: number): Date => new Date(NOW + ms);
const asset = (quantity: number): Asset => ({ code: 'L1-S1-02', quantity }) as Asset;
const FAULT = { kind: 'FAULT', severity: 'GENERAL', summary: '黑屏', channel: 'WEB' } as ReportTicketInput;

function problemsOf(input: Partial<ReportTicketInput>, equipment: Asset | null = null): string[] {
  try {
    checkReport({ ...FAULT, ...input }, equipment, NOW);
    return [];
  } catch (error) {
    const { fields } = (error as UserError).extensions as { fields: { path: string }[] };
    return fields.map(({ path }) => path);
  }
}

describe('what of a report does not fit together', () => {
  it.each<[string, Partial<ReportTicketInput>, Asset | null, string[]]>([
    ['nothing of a plain one', {}, null, []],
    [
      'nothing of one that was called in and answered this instant',
      { calledAt: at(0), answeredAt: at(0) },
      null,
      [],
    ],
    ['a call of the next millisecond', { calledAt: at(1) }, null, ['calledAt']],
    ['an answer of the future', { answeredAt: at(1) }, null, ['answeredAt']],
    ['a call of more than a year ago', { calledAt: at(-367 * 86_400_000) }, null, ['calledAt']],
    ['an answer before the call', { calledAt: at(-1), answeredAt: at(-2) }, null, ['answeredAt']],
    ['a code that names nothing', { assetCode: 'L9', unitsAffected: 9 }, null, ['assetCode']],
    ['nothing where all units are down', { assetCode: 'L1-S1-02', unitsAffected: 16 }, asset(16), []],
    ['one unit too many', { assetCode: 'L1-S1-02', unitsAffected: 17 }, asset(16), ['unitsAffected']],
    ['a number too high', { assetCode: 'L1-S1-02', unitNumbers: [17] }, asset(16), ['unitNumbers']],
    ['any number of equipment that is in no list: nothing', { unitNumbers: [17] }, null, []],
    ['a count beside other numbers', { unitNumbers: [1], unitsAffected: 2 }, asset(16), ['unitsAffected']],
    ['a count without numbers: nothing', { unitNumbers: [], unitsAffected: 2 }, asset(16), []],
    ['a severity of what is no fault', { kind: 'OTHER' }, null, ['severity']],
    [
      'nothing of a consultation that says so twice',
      { kind: 'CONSULTATION', severity: 'CONSULTATION' },
      null,
      [],
    ],
    ['the answer to a fault', { answer: '好' }, null, ['answer']],
  ])('%s', (_, input, equipment, paths) => {
    expect(problemsOf(input, equipment)).toEqual(paths);
  });
});

describe('the units that are down', () => {
  it.each<[string, { unitsAffected?: number; unitNumbers?: number[] }, number, number, number[] | null]>([
    ['one unless told otherwise', {}, 16, 1, null],
    ['as many as are said', { unitsAffected: 3 }, 16, 3, null],
    ['none when that is said', { unitsAffected: 0 }, 16, 0, null],
    ['as many as are named', { unitNumbers: [4, 7] }, 16, 2, [4, 7]],
    ['one when an empty list names none', { unitNumbers: [] }, 16, 1, null],
    ['none of an item without units', {}, 0, 0, null],
  ])('%s', (_, units, quantity, unitsAffected, unitNumbers) => {
    expect(unitsDown(units, asset(quantity))).toEqual({ unitsAffected, unitNumbers });
  });
});
