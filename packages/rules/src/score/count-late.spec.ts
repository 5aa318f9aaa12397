import { describe, expect, it } from '@jest/globals';
import { dayEnd, type Month, monthBounds } from '../month.js';
import { type ConfirmedSheet, countLate } from './count-late.js';
import type { DocumentFact, EventFact, FaultFact, ScoreFacts } from './facts.types.js';
import { readContract } from './neutral/read-contract.js';
import { scoreMonth } from './sheet.js';

const CONTRACT = readContract(
  {
    hundred: {
      signedOn: '2026-07-01',
      assets: { X: { quantity: 10, list: '1' } },
      periods: { '1': ['2026-07-01', '2027-06-30'] },
    },
  },
  {},
);
const HOUR_MS = 3_600_000;

interface Told<Row> {
  /** the number of the fact that told it */
  seq: number;
  row: Row;
}

const event = (seq: number, month: Month, kind: EventFact['kind'] = 'DATA_INACCURACY'): Told<EventFact> => ({
  seq,
  row: { id: `E${seq}`, month, kind, points: 0, recordedAt: null, countIn: null },
});

/** A general fault of ten hours on the tenth, which is late by two. */
const fault = (seq: number, month: Month): Told<FaultFact> => {
  const reportedAt = monthBounds(month).from + 9 * 24 * HOUR_MS;
  const filedAt = reportedAt + 10 * HOUR_MS;
  return {
    seq,
    row: {
      ...{
        id: `F${seq}`,
        asset: 'X',
        severity: 'GENERAL',
        reportedAt,
        startedAt: reportedAt,
        acceptedAt: null,
        down: [],
      },
      ...{
        coverage: 'COVERED',
        judgedAt: null,
        pauses: [],
        handOffs: [],
        reclassified: [],
        cancelledAt: null,
      },
      rounds: [{ filedAt, statedAt: null, testedAt: filedAt, passed: true }],
      ...{ faultType: null, callback: null, copies: 1, countIn: {} },
    },
  };
};

const document = (seq: number, submittedAt: number | null, conforming = true): Told<DocumentFact> => ({
  seq,
  row: { id: 'D', dueBy: dayEnd('2026-07-31'), submittedAt, conforming, countIn: null },
});

interface Log {
  events?: Told<EventFact>[];
  faults?: Told<FaultFact>[];
  documents?: Told<DocumentFact>[];
}

/** The last word on each row up to a fact. */
const known = ({ events = [], faults = [], documents = [] }: Log, upTo: number): ScoreFacts => {
  const last = <Row extends { id: string }>(told: Told<Row>[]) => [
    ...new Map(told.filter(({ seq }) => seq <= upTo).map(({ row }) => [row.id, row])).values(),
  ];
  return {
    ...{ events: last(events), faults: last(faults), documents: last(documents) },
    ...{ plans: [], visits: [], calls: [], guarantees: [] },
  };
};

const sheet = (
  month: Month,
  lastFact: number,
  scoredAt: number,
  confirmedAt = scoredAt + 1,
): ConfirmedSheet => ({
  ...{ month, lastFact, scoredAt, confirmedAt },
});

/** The month as it is scored from the facts up to one, after these sheets were confirmed. */
function scored(month: Month, log: Log, lastFact: number, confirmed: ConfirmedSheet[]) {
  const facts = countLate(known(log, lastFact), {
    contract: CONTRACT,
    month,
    confirmed,
    knownUpTo: (last) => known(log, last),
  });
  const { items, timelyRepair } = scoreMonth(CONTRACT, month, facts);
  const [P1, P4] = ['P1', 'P4'].map((code) => items.find((item) => item.code === code)!.deductions);
  return {
    P4: P4!.map((one) => [one.evidence[0]!.id, one.month]),
    P1: P1!.map(({ cause }) => cause),
    late: timelyRepair.evidence.map(({ id }) => id),
  };
}

const JULY = sheet('2026-07', 5, 100);
const AUGUST = sheet('2026-08', 10, 200);

describe('what becomes known too late', () => {
  const log = { events: [event(3, '2026-07'), event(7, '2026-07'), event(8, '2026-08')] };

  it('is taken into the next sheet, with its month', () => {
    expect(scored('2026-08', log, 10, [JULY]).P4).toEqual([
      ['E7', '2026-07'],
      ['E8', null],
    ]);
  });

  it('is taken once, and leaves the sheet of its own month as it was', () => {
    expect(scored('2026-09', log, 12, [JULY, AUGUST]).P4).toEqual([]);
    expect(scored('2026-07', log, 5, []).P4).toEqual([['E3', null]]);
  });

  it('is not thought to be in a sheet that was scored before its month was confirmed', () => {
    // July was confirmed only after August had been scored, which therefore left E7 to July
    const lateJuly = sheet('2026-07', 5, 100, 300);
    expect(scored('2026-09', log, 12, [lateJuly, AUGUST]).P4).toEqual([['E7', '2026-07']]);
  });

  it('counts a late repair in the two numbers of the sheet that takes it', () => {
    const faults = { faults: [fault(2, '2026-07'), fault(6, '2026-07')] };
    expect(scored('2026-07', faults, 5, []).late).toEqual(['F2']);
    expect(scored('2026-08', faults, 10, [JULY]).late).toEqual(['F6']);
    expect(scored('2026-09', faults, 12, [JULY, AUGUST]).late).toEqual([]);
  });

  it('charges nothing twice: what was missing is not charged again when it comes and does not conform', () => {
    const late = dayEnd('2026-08-05');
    const documents = { documents: [document(7, late), document(8, late, false)] };
    const missing = { documents: [document(1, null), ...documents.documents] };
    expect(scored('2026-07', missing, 5, []).P1).toEqual(['DOCUMENT_MISSING']);
    expect(scored('2026-08', missing, 10, [JULY]).P1).toEqual([]);
    const inTime = {
      documents: [document(1, dayEnd('2026-07-30')), document(8, dayEnd('2026-07-30'), false)],
    };
    expect(scored('2026-08', inTime, 10, [JULY]).P1).toEqual(['DOCUMENT_NONCONFORMING']);
  });
});
