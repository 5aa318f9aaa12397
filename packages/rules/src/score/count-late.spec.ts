import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayEnd, type Month, monthBounds } from '../month.js';
import { countedBy, countLate, type OtherSheet, uncountedRows } from './count-late.js';
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

/** A sheet as it was scored from the facts up to one, after these. */
const sheet = (
  month: Month,
  log: Log,
  lastFact: number,
  others: OtherSheet[] = [],
  isConfirmed = true,
): OtherSheet => ({
  ...{ month, isConfirmed },
  counted: countedBy(
    scoreMonth(CONTRACT, month, countLate(known(log, lastFact), { contract: CONTRACT, month, others })),
  ),
});

/** The month as it is scored from the facts up to one, after these sheets were scored. */
function scored(month: Month, log: Log, lastFact: number, others: OtherSheet[]) {
  const facts = countLate(known(log, lastFact), { contract: CONTRACT, month, others });
  const { items, timelyRepair } = scoreMonth(CONTRACT, month, facts);
  const [P1, P4] = ['P1', 'P4'].map((code) => items.find((item) => item.code === code)!.deductions);
  return {
    P4: P4!.map((one) => [one.evidence[0]!.id, one.month]),
    P1: P1!.map(({ cause }) => cause),
    late: timelyRepair.evidence.map(({ id }) => id),
  };
}

describe('what becomes known too late', () => {
  const log = { events: [event(3, '2026-07'), event(7, '2026-07'), event(8, '2026-08')] };

  const july = sheet('2026-07', log, 5);
  const august = sheet('2026-08', log, 10, [july]);

  it('is taken into the next sheet, with its month', () => {
    expect(scored('2026-08', log, 10, [july]).P4).toEqual([
      ['E7', '2026-07'],
      ['E8', null],
    ]);
  });

  it('is taken once, and leaves the sheet of its own month as it was', () => {
    expect(scored('2026-09', log, 12, [july, august]).P4).toEqual([]);
    expect(scored('2026-07', log, 5, [august]).P4).toEqual([['E3', null]]);
  });

  it('is taken once by two sheets that are scored before either is confirmed', () => {
    const waiting = { ...august, isConfirmed: false };
    expect(scored('2026-09', log, 12, [july, waiting]).P4).toEqual([]);
  });

  it('is not thought to be in a sheet that was computed before its month was confirmed', () => {
    // August was computed while July could still be scored again, and left E7 to it
    const early = sheet('2026-08', log, 10, [{ ...july, isConfirmed: false }]);
    expect(scored('2026-09', log, 12, [july, early]).P4).toEqual([['E7', '2026-07']]);
  });

  it('counts a late repair in the two numbers of the sheet that takes it', () => {
    const faults = { faults: [fault(2, '2026-07'), fault(6, '2026-07')] };
    const first = sheet('2026-07', faults, 5);
    expect(scored('2026-07', faults, 5, []).late).toEqual(['F2']);
    expect(scored('2026-08', faults, 10, [first]).late).toEqual(['F6']);
    expect(scored('2026-09', faults, 12, [first, sheet('2026-08', faults, 10, [first])]).late).toEqual([]);
  });

  it('stays in the sheet that counts it, wherever it belongs by what became known since', () => {
    const faults = { faults: [fault(2, '2026-08'), { ...fault(2, '2026-07'), seq: 11 }] };
    const [first, second] = [sheet('2026-07', faults, 5), sheet('2026-08', faults, 10)];
    expect(second.counted).toEqual(['P5 FAULT F2']);
    expect(scored('2026-09', faults, 12, [first, second]).late).toEqual([]);
    expect(scored('2026-07', faults, 12, [second]).late).toEqual([]);
  });

  it('charges nothing twice: what was missing is not charged again when it comes and does not conform', () => {
    const late = dayEnd('2026-08-05');
    const documents = { documents: [document(7, late), document(8, late, false)] };
    const missing = { documents: [document(1, null), ...documents.documents] };
    expect(scored('2026-07', missing, 5, []).P1).toEqual(['DOCUMENT_MISSING']);
    expect(scored('2026-08', missing, 10, [sheet('2026-07', missing, 5)]).P1).toEqual([]);
    const inTime = {
      documents: [document(1, dayEnd('2026-07-30')), document(8, dayEnd('2026-07-30'), false)],
    };
    expect(scored('2026-08', inTime, 10, [sheet('2026-07', inTime, 5)]).P1).toEqual([
      'DOCUMENT_NONCONFORMING',
    ]);
  });

  it('after the last sheet is in none: what of whichever month came too late', () => {
    const all = {
      events: [...log.events, event(11, '2026-07', 'COMPLAINT'), event(12, '2026-08')],
      faults: [fault(13, '2026-08')],
    };
    const uncounted = (upTo: number) =>
      uncountedRows(known(all, upTo), { contract: CONTRACT, others: [july, august] }).map(
        ({ month, code, points, evidence }) => [month, code, Number(points.numerator), evidence.at(-1)!.id],
      );
    expect(uncounted(10)).toEqual([]);
    expect(uncounted(13)).toEqual([
      ['2026-07', 'S1', 5, 'E11'],
      ['2026-08', 'P4', 2, 'E12'],
      ['2026-08', 'P5', 0, 'F13'],
    ]);
  });

  it('is counted by exactly one sheet, in whatever order months are scored, scored again and confirmed', () => {
    const MONTHS = ['2026-07', '2026-08', '2026-09', '2026-10'] as const;
    const rows = fc.array(fc.constantFrom(...MONTHS), { maxLength: 12 });
    const turns = fc.array(fc.tuple(fc.nat(3), fc.boolean(), fc.nat(3)), { maxLength: 20 });
    fc.assert(
      fc.property(rows, turns, (months, all) => {
        const told = { events: months.map((month, index) => event(index + 1, month)) };
        const sheets = new Map<Month, OtherSheet>();
        let known_ = 0;
        const score = (month: Month) => {
          const others = [...sheets.values()].filter((other) => other.month !== month);
          sheets.set(month, sheet(month, told, known_, others, false));
        };
        for (const [index, confirms, more] of all) {
          known_ = Math.min(known_ + more, months.length);
          const month = MONTHS[index]!;
          const own = sheets.get(month);
          if (own?.isConfirmed) continue;
          if (own && confirms) sheets.set(month, { ...own, isConfirmed: true });
          else score(month);
        }
        known_ = months.length;
        // everything that is still open is scored from all there is, and one more month after all others
        for (const month of MONTHS) if (!sheets.get(month)?.isConfirmed) score(month);
        for (const one of sheets.values()) sheets.set(one.month, { ...one, isConfirmed: true });
        sheets.set('2026-11', sheet('2026-11', told, known_, [...sheets.values()]));
        const counted = [...sheets.values()].flatMap((one) => one.counted);
        expect(counted.sort()).toEqual(told.events.map(({ row }) => ` SERVICE_EVENT ${row.id}`).sort());
      }),
    );
  });
});
