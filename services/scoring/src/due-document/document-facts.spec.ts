import { describe, expect, it } from '@jest/globals';
import type { DocumentEventData, DocumentSnapshot } from '@zhishou/messages/document-events';
import type { Contract, DocumentRule } from '@zhishou/rules/contract/contract.types';
import { WHOLE_CONTRACT } from '@zhishou/rules/inspection/inspected-month';
import { dayEnd, dayStart } from '@zhishou/rules/month';
import { documentFacts, isDueDocument } from './document-facts.js';
import type { InspectedMonth } from './of-inspections.js';

const rule = (code: string, more: Partial<DocumentRule> = {}): DocumentRule => ({
  ...{ code, title: code, clause: '六', by: 'PROVIDER', each: 'MONTH', scoredIn: 'P1' },
  due: { on: 'LAST_DAY_OF_MONTH', plusDays: 0, remindDays: 3 },
  ...more,
});

const CONTRACT = {
  id: 'c',
  signedOn: '2026-07-15',
  periods: [{ services: ['INSPECTION'], from: dayStart('2026-07-15'), to: dayEnd('2026-08-31') }],
  documents: [
    rule('HAZARD_LIST'),
    rule('INSPECTION_REPORT'),
    rule('FAULT_ANALYSIS', { each: 'FAULT' }),
    rule('INSPECTION_PLAN', { scoredIn: 'P2' }),
    rule('BULLETIN', { by: 'BUREAU' }),
    rule('SERVICE_PLAN', { each: 'CONTRACT', scoredIn: null }),
  ],
  choices: {},
} as unknown as Contract;

const told = (id: string, more: Partial<DocumentSnapshot> = {}): DocumentEventData => ({
  document: {
    ...{ id, contractId: 'c', contractVersion: 'v', code: '', month: null, ticketId: null, submissions: 1 },
    ...{ dueAt: '2026-07-31T16:00:00.000Z', submittedAt: '2026-07-30T01:00:00.000Z', conforming: null },
    ...more,
  },
  step: {},
  by: { id: 'psn_1', role: 'PROVIDER_DISPATCHER' },
});

const facts = (events: DocumentEventData[] = [], inspected: InspectedMonth[] = []) =>
  documentFacts(CONTRACT, WHOLE_CONTRACT, [], events, inspected);
const factOf = (id: string, ...given: Parameters<typeof facts>) =>
  facts(...given).find((one) => one.id === id);

describe('the documents as item P1 counts them', () => {
  it('are all that the contract scores there and the provider owes, handed in or not', () => {
    const closed = [{ ticketId: 'tkt_1', closedAt: dayStart('2026-08-03') }];
    const rows = documentFacts(CONTRACT, WHOLE_CONTRACT, closed, [], []);
    expect(rows.map(({ id }) => id)).toEqual([
      ...['c/HAZARD_LIST/2026-07', 'c/INSPECTION_REPORT/2026-07'],
      ...['c/HAZARD_LIST/2026-08', 'c/INSPECTION_REPORT/2026-08', 'c/FAULT_ANALYSIS/tkt_1'],
    ]);
    expect(rows[0]).toEqual({
      ...{ id: 'c/HAZARD_LIST/2026-07', dueBy: dayEnd('2026-07-31'), submittedAt: null },
      ...{ conforming: true, countIn: null },
    });
  });

  it.each<[string, (boolean | null)[], boolean]>([
    ['conform as long as nobody judged', [null], true],
    ['do not once they were judged so', [null, false], false],
    ['do not while what was handed in again waits', [null, false, false], false],
    ['do by the last judgement', [null, false, false, true], true],
  ])('%s', (_, judgements, conforming) => {
    const events = judgements.map((judged) => told('c/HAZARD_LIST/2026-07', { conforming: judged }));
    expect(factOf('c/HAZARD_LIST/2026-07', events)).toMatchObject({
      conforming,
      submittedAt: Date.parse('2026-07-30T01:00:00.000Z'),
    });
  });

  it('take the report on inspections from the month’s summary', () => {
    const submittedAt = '2026-08-02T00:00:00.000Z';
    const summary = (summaryConforming: boolean | null): InspectedMonth => ({
      ...{ month: '2026-07', planSubmittedAt: null, summarySubmittedAt: submittedAt, summaryConforming },
    });
    const report = (...inspected: InspectedMonth[]) => factOf('c/INSPECTION_REPORT/2026-07', [], inspected);
    expect(report()).toMatchObject({ submittedAt: null, conforming: true });
    expect(report(summary(null))).toMatchObject({ submittedAt: Date.parse(submittedAt), conforming: true });
    expect(report(summary(false))).toMatchObject({ conforming: false });
  });

  it('are told apart from the reference documents of the inspections', () => {
    expect(isDueDocument(told('c/HAZARD_LIST/2026-07'))).toBe(true);
    for (const data of [null, {}, { document: null }, { document: { id: 'ref_1', title: '巡检规范' } }])
      expect(isDueDocument(data)).toBe(false);
  });
});
